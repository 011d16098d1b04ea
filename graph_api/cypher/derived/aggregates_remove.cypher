// Trades that no longer report the sum of others.
// Parameters: $rows LIST<MAP> {source, target, knownFrom}
UNWIND $rows AS row
MATCH (a:EconomicTrade {key: row.source})-[e:AGGREGATES]->(b:EconomicTrade {key: row.target})
WHERE e.knownFrom = row.knownFrom
DELETE e
