// Beneficial owners as stored, to be compared with what follows from the filings now.
// Returns: key, digest
MATCH (n:BeneficialOwner) RETURN n.id AS key, n.digest AS digest
