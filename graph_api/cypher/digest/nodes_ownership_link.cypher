// Nodes OwnershipLink, in canonical order, for the digest.
MATCH (n:OwnershipLink) RETURN n.key AS key, n{.*} AS properties ORDER BY key
