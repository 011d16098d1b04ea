// Rows and the earlier versions they replace that no longer follow.
// Parameters: $rows LIST<MAP> {source, target, knownFrom}
UNWIND $rows AS row
MATCH (a:Transaction {key: row.source})-[e:SUPERSEDES]->(b:Transaction {key: row.target})
WHERE e.knownFrom = row.knownFrom
DELETE e
