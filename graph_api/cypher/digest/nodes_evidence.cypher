// Nodes Evidence, in canonical order, for the digest.
MATCH (n:Evidence) RETURN n.key AS key, n{.*} AS properties ORDER BY key
