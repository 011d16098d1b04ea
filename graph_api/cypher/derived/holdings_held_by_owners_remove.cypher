// Holdings attributed to reporting owners that no longer follow.
// Parameters: $rows LIST<MAP> {source, target, knownFrom}
UNWIND $rows AS row
MATCH (a:Holding {key: row.source})-[e:HELD_BY]->(b:ReportingOwner {cik: row.target})
WHERE e.knownFrom = row.knownFrom
DELETE e
