// Nodes Sector, in canonical order, for the digest.
MATCH (n:Sector) RETURN n.key AS key, n{.*} AS properties ORDER BY key
