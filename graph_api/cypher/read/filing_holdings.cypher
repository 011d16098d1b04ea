// Holdings of filings.
// Parameters: $keys LIST<STRING> accession numbers
// Returns:    key, filing MAP, rows LIST<MAP>, in no order
UNWIND $keys AS key
MATCH (f:Filing {accession: key})
RETURN key, f{.accession, .acceptedAt, .documentName, .contentDigest} AS filing,
  COLLECT { MATCH (h:Holding)-[:ROW_OF]->(f) RETURN h{.*} } AS rows
