// Walkable copies of links that no longer follow.
// Parameters: $rows LIST<MAP> {source, target, knownFrom, part}
UNWIND $rows AS row
MATCH (a:ReportingOwner {cik: row.source})-[e:CONTROLLED_BY]->(b:ReportingOwner {cik: row.target})
WHERE e.knownFrom = row.knownFrom AND coalesce(e.part, '') = row.part
DELETE e
