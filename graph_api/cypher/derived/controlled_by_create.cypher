// Walkable copies of links.
// Parameters: $rows LIST<MAP> {source, target, knownFrom, knownTo, role, state, p, part}
UNWIND $rows AS row
MATCH (a:ReportingOwner {cik: row.source})
MATCH (b:ReportingOwner {cik: row.target})
WITH a, b, row WHERE NOT EXISTS { MATCH (a)-[e:CONTROLLED_BY]->(b)
  WHERE e.knownFrom = row.knownFrom AND coalesce(e.part, '') = row.part }
CREATE (a)-[e:CONTROLLED_BY]->(b)
SET e.knownFrom = row.knownFrom, e.knownTo = row.knownTo, e.role = row.role, e.state = row.state, e.p = row.p,
  e.part = CASE row.part WHEN '' THEN null ELSE row.part END
