// Transactions attributed to vehicles that do not file as stored.
// Returns: source, target, knownFrom, knownTo
MATCH (a:Transaction)-[e:HELD_BY]->(b:Holder)
RETURN a.key AS source, b.key AS target, e.knownFrom AS knownFrom, e.knownTo AS knownTo
