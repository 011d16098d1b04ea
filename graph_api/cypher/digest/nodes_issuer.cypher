// Nodes Issuer, in canonical order, for the digest.
MATCH (n:Issuer) RETURN n.cik AS key, n{.*} AS properties ORDER BY key
