// Evidence as stored, to be compared with what follows from the filings now.
// Returns: key, digest
MATCH (n:Evidence) RETURN n.key AS key, n.digest AS digest
