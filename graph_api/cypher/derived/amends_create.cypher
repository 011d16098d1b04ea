// Amendments and their originals.
// Parameters: $rows LIST<MAP> {source, target, knownFrom, knownTo}
UNWIND $rows AS row
MATCH (a:Filing {accession: row.source})
MATCH (b:Filing {accession: row.target})
CREATE (a)-[:AMENDS {knownFrom: row.knownFrom, knownTo: row.knownTo}]->(b)
