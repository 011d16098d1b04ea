// Signs of control, each where it was found; an override stands in no filing.
// Parameters: $rows LIST<MAP> {key, accession STRING | null, properties}
UNWIND $rows AS row
WITH row WHERE NOT EXISTS { MATCH (:Evidence {key: row.key}) }
CREATE (e:Evidence)
SET e = row.properties
WITH e, row
MATCH (f:Filing {accession: row.accession})
CREATE (e)-[:FOUND_IN]->(f)
