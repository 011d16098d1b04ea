// Holdings attributed to reporting owners as stored.
// Returns: source, target, knownFrom, knownTo
MATCH (a:Holding)-[e:HELD_BY]->(b:ReportingOwner)
RETURN a.key AS source, b.cik AS target, e.knownFrom AS knownFrom, e.knownTo AS knownTo
