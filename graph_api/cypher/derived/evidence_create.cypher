// Signs of control, each where it was found.
// Parameters: $rows LIST<MAP> {key, accession, properties}
UNWIND $rows AS row
MATCH (f:Filing {accession: row.accession})
CREATE (e:Evidence)
SET e = row.properties
CREATE (e)-[:FOUND_IN]->(f)
