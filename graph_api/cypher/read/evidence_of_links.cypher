// The evidence that supports versions of links at the cut-off, where it was found, and who took a decision on what.
// Parameters: $keys LIST<STRING> link keys, $knownAt INTEGER (microseconds UTC)
// Returns:    key, evidence LIST of [evidence MAP, filing MAP, issuer CIK, decider STRING, its source STRING],
//             in no order; a decision was found in no filing, and no other evidence has a decider
UNWIND $keys AS key
MATCH (l:OwnershipLink {key: key})
RETURN key,
  COLLECT {
    MATCH (n:Evidence)-[:SUPPORTS]->(l)
    WHERE n.knownFrom <= $knownAt AND $knownAt < n.knownTo
    RETURN [n{.*},
      head(COLLECT { MATCH (n)-[:FOUND_IN]->(f:Filing) RETURN f{.accession, .acceptedAt, .documentName, .contentDigest} }),
      head(COLLECT { MATCH (n)-[:FOUND_IN]->(g:Filing)-[:CONCERNS]->(i:Issuer) RETURN i.cik }),
      head(COLLECT { MATCH (d:Override {key: n.rowKey}) RETURN d.by }),
      head(COLLECT { MATCH (d:Override {key: n.rowKey}) RETURN d.source })] } AS evidence
