// Nodes Holder, in canonical order, for the digest.
MATCH (n:Holder) RETURN n.key AS key, n{.*} AS properties ORDER BY key
