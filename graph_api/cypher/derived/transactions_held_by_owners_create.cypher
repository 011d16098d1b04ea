// Transactions attributed to reporting owners.
// Parameters: $rows LIST<MAP> {source, target, knownFrom, knownTo}
UNWIND $rows AS row
MATCH (a:Transaction {key: row.source})
MATCH (b:ReportingOwner {cik: row.target})
CREATE (a)-[:HELD_BY {knownFrom: row.knownFrom, knownTo: row.knownTo}]->(b)
