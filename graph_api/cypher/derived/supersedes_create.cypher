// Rows and the earlier versions they replace.
// Parameters: $rows LIST<MAP> {source, target, knownFrom, knownTo}
UNWIND $rows AS row
MATCH (a:Transaction {key: row.source})
MATCH (b:Transaction {key: row.target})
WITH a, b, row WHERE NOT EXISTS { MATCH (a)-[e:SUPERSEDES]->(b) WHERE e.knownFrom = row.knownFrom }
CREATE (a)-[:SUPERSEDES {knownFrom: row.knownFrom, knownTo: row.knownTo}]->(b)
