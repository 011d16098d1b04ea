// Take out filings whose document is replaced by another of the same accession number, with what
// was derived from their rows; the rebuild that follows puts it back.
// Parameters: $keys LIST<STRING> accession numbers
UNWIND $keys AS key
MATCH (f:Filing {accession: key})
OPTIONAL MATCH (n)-[:ROW_OF]->(f)
OPTIONAL MATCH (n)-[:REPORTS]->(t:EconomicTrade)
OPTIONAL MATCH (e:Evidence)-[:FOUND_IN]->(f)
OPTIONAL MATCH (e)-[:SUPPORTS]->(l:OwnershipLink)
DETACH DELETE n, f, t, e, l
