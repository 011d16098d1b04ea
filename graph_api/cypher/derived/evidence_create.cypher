// Signs of control, each where it was found.
// Parameters: $rows LIST<MAP> {key, accession, properties}
UNWIND $rows AS row
WITH row WHERE NOT EXISTS { MATCH (:Evidence {key: row.key}) }
MATCH (f:Filing {accession: row.accession})
CREATE (e:Evidence)
SET e = row.properties
CREATE (e)-[:FOUND_IN]->(f)
