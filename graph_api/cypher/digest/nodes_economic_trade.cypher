// Nodes EconomicTrade, in canonical order, for the digest.
MATCH (n:EconomicTrade) RETURN n.key AS key, n{.*} AS properties ORDER BY key
