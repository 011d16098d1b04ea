// Reporting owners not yet known that are natural persons.
// Parameters: $rows LIST<MAP> {cik, properties}
UNWIND $rows AS row
WITH row WHERE NOT EXISTS { MATCH (:ReportingOwner {cik: row.cik}) }
CREATE (o:ReportingOwner:Person)
SET o = row.properties
