// Reporting owners not yet known that are not natural persons.
// Parameters: $rows LIST<MAP> {cik, properties}
UNWIND $rows AS row
WITH row WHERE NOT EXISTS { MATCH (:ReportingOwner {cik: row.cik}) }
CREATE (o:ReportingOwner:Vehicle)
SET o = row.properties
