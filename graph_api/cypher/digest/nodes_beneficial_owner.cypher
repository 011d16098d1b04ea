// Nodes BeneficialOwner, in canonical order, for the digest.
MATCH (n:BeneficialOwner) RETURN n.id AS key, n{.*} AS properties ORDER BY key
