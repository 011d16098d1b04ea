// Reporting owners of filings, in the order of the form.
// Parameters: $keys LIST<STRING> accession numbers
// Returns:    key, ciks LIST<STRING>
UNWIND $keys AS key
MATCH (f:Filing {accession: key})
RETURN key,
  COLLECT { MATCH (f)-[r:REPORTED_BY]->(o:ReportingOwner) WITH r, o ORDER BY r.ordinal RETURN o.cik } AS ciks
