// Walkable copies of links as stored.
// Returns: source, target, knownFrom, knownTo, role, state, p, part
MATCH (a:ReportingOwner)-[e:CONTROLLED_BY]->(b:ReportingOwner)
RETURN a.cik AS source, b.cik AS target, e.knownFrom AS knownFrom, e.knownTo AS knownTo,
  e.role AS role, e.state AS state, e.p AS p, coalesce(e.part, '') AS part
