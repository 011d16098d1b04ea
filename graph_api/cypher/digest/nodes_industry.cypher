// Nodes Industry, in canonical order, for the digest.
MATCH (n:Industry) RETURN n.key AS key, n{.*} AS properties ORDER BY key
