// Holding rows not yet known, below their filing.
// Parameters: $rows LIST<MAP> {key, accession, properties}
UNWIND $rows AS row
WITH row WHERE NOT EXISTS { MATCH (:Holding {key: row.key}) }
MATCH (f:Filing {accession: row.accession})
CREATE (n:Holding)
SET n = row.properties
CREATE (n)-[:ROW_OF]->(f)
