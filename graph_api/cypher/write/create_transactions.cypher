// Transaction rows not yet known, below their filing.
// Parameters: $rows LIST<MAP> {key, accession, properties}
UNWIND $rows AS row
WITH row WHERE NOT EXISTS { MATCH (:Transaction {key: row.key}) }
MATCH (f:Filing {accession: row.accession})
CREATE (n:Transaction)
SET n = row.properties
CREATE (n)-[:ROW_OF]->(f)
