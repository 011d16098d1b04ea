// Transactions attributed to reporting owners.
// Parameters: $rows LIST<MAP> {source, target, knownFrom, knownTo}
UNWIND $rows AS row
MATCH (a:Transaction {key: row.source})
MATCH (b:ReportingOwner {cik: row.target})
WITH a, b, row WHERE NOT EXISTS { MATCH (a)-[e:HELD_BY]->(b) WHERE e.knownFrom = row.knownFrom }
CREATE (a)-[:HELD_BY {knownFrom: row.knownFrom, knownTo: row.knownTo}]->(b)
