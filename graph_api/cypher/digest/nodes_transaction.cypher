// Nodes Transaction, in canonical order, for the digest.
MATCH (n:Transaction) RETURN n.key AS key, n{.*} AS properties ORDER BY key
