// The evidence that supports versions of links, and where it was found.
// Parameters: $keys LIST<STRING> link keys
// Returns:    key, evidence LIST of [evidence MAP, filing MAP, issuer CIK], in no order
UNWIND $keys AS key
MATCH (l:OwnershipLink {key: key})
RETURN key,
  COLLECT {
    MATCH (n:Evidence)-[:SUPPORTS]->(l)
    MATCH (n)-[:FOUND_IN]->(f:Filing)
    MATCH (f)-[:CONCERNS]->(i:Issuer)
    RETURN [n{.*}, f{.accession, .acceptedAt, .documentName, .contentDigest}, i.cik] } AS evidence
