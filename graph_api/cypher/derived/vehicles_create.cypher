// Kind and names of reporting owners that are not natural persons.
// Parameters: $rows LIST<MAP> {cik, properties}
UNWIND $rows AS row
MATCH (o:ReportingOwner {cik: row.cik})
SET o += row.properties
SET o:Vehicle
