// Trades that report in one row what others report in pieces, version by version.
// Parameters: $rows LIST<MAP> {source, target, knownFrom, knownTo}
UNWIND $rows AS row
MATCH (a:EconomicTrade {key: row.source})
MATCH (b:EconomicTrade {key: row.target})
WITH a, b, row WHERE NOT EXISTS { MATCH (a)-[e:AGGREGATES]->(b) WHERE e.knownFrom = row.knownFrom }
CREATE (a)-[:AGGREGATES {knownFrom: row.knownFrom, knownTo: row.knownTo}]->(b)
