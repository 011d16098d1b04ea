// Nodes Holding, in canonical order, for the digest.
MATCH (n:Holding) RETURN n.key AS key, n{.*} AS properties ORDER BY key
