// Edges AGGREGATES from EconomicTrade to EconomicTrade, in canonical order, for the digest.
MATCH (a:EconomicTrade)-[e:AGGREGATES]->(b:EconomicTrade)
RETURN a.key AS key, b.key AS target, e{.*} AS properties ORDER BY key, target
