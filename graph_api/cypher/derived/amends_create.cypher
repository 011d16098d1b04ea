// Amendments and their originals.
// Parameters: $rows LIST<MAP> {source, target, scope: LIST<STRING>, knownFrom, knownTo}
UNWIND $rows AS row
MATCH (a:Filing {accession: row.source})
MATCH (b:Filing {accession: row.target})
WITH a, b, row WHERE NOT EXISTS { MATCH (a)-[e:AMENDS]->(b) WHERE e.knownFrom = row.knownFrom }
CREATE (a)-[:AMENDS {scope: row.scope, knownFrom: row.knownFrom, knownTo: row.knownTo}]->(b)
