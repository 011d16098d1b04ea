// Amendments and their originals that no longer follow.
// Parameters: $rows LIST<MAP> {source, target, knownFrom}
UNWIND $rows AS row
MATCH (a:Filing {accession: row.source})-[e:AMENDS]->(b:Filing {accession: row.target})
WHERE e.knownFrom = row.knownFrom
DELETE e
