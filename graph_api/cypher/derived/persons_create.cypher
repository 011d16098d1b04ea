// Kind and names of natural persons.
// Parameters: $rows LIST<MAP> {cik, properties}
UNWIND $rows AS row
MATCH (o:ReportingOwner {cik: row.cik})
SET o += row.properties
SET o:Person
