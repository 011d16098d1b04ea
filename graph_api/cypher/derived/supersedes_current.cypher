// Rows and the earlier versions they replace as stored.
// Returns: source, target, knownFrom, knownTo
MATCH (a:Transaction)-[e:SUPERSEDES]->(b:Transaction)
RETURN a.key AS source, b.key AS target, e.knownFrom AS knownFrom, e.knownTo AS knownTo
