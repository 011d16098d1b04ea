// Amendments and their originals as stored.
// Returns: source, target, scope, knownFrom, knownTo
MATCH (a:Filing)-[e:AMENDS]->(b:Filing)
RETURN a.accession AS source, b.accession AS target, e.scope AS scope,
  e.knownFrom AS knownFrom, e.knownTo AS knownTo
