// Walkable copies of links of vehicles that do not file, as stored.
// Returns: source, target, knownFrom, knownTo, role, state, p
MATCH (a:Holder)-[e:CONTROLLED_BY]->(b:ReportingOwner)
RETURN a.key AS source, b.cik AS target, e.knownFrom AS knownFrom, e.knownTo AS knownTo,
  e.role AS role, e.state AS state, e.p AS p
