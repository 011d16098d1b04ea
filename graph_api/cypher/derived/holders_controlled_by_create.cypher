// Walkable copies of links of vehicles that do not file.
// Parameters: $rows LIST<MAP> {source, target, knownFrom, knownTo, role, state, p}
UNWIND $rows AS row
MATCH (a:Holder {key: row.source})
MATCH (b:ReportingOwner {cik: row.target})
WITH a, b, row WHERE NOT EXISTS { MATCH (a)-[e:CONTROLLED_BY]->(b) WHERE e.knownFrom = row.knownFrom }
CREATE (a)-[e:CONTROLLED_BY]->(b)
SET e.knownFrom = row.knownFrom, e.knownTo = row.knownTo, e.role = row.role, e.state = row.state, e.p = row.p
