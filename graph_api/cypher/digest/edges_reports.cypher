// Edges REPORTS from Transaction to EconomicTrade, in canonical order, for the digest.
MATCH (a:Transaction)-[e:REPORTS]->(b:EconomicTrade)
RETURN a.key AS key, b.key AS target, e{.*} AS properties ORDER BY key, target
