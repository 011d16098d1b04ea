// Holdings attributed to reporting owners.
// Parameters: $rows LIST<MAP> {source, target, knownFrom, knownTo}
UNWIND $rows AS row
MATCH (a:Holding {key: row.source})
MATCH (b:ReportingOwner {cik: row.target})
CREATE (a)-[:HELD_BY {knownFrom: row.knownFrom, knownTo: row.knownTo}]->(b)
