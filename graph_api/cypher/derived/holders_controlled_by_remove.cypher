// Walkable copies of links of vehicles that do not file, where they no longer follow.
// Parameters: $rows LIST<MAP> {source, target, knownFrom}
UNWIND $rows AS row
MATCH (a:Holder {key: row.source})-[e:CONTROLLED_BY]->(b:ReportingOwner {cik: row.target})
WHERE e.knownFrom = row.knownFrom
DELETE e
