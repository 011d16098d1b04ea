// What filings amend and what amends them, as known at the cut-off.
// Parameters: $keys LIST<STRING> accession numbers, $knownAt INTEGER (microseconds UTC)
// Returns:    key, scope LIST<STRING> of what it states otherwise, amends and amendedBy LIST of
//             [filing MAP, CIK of its issuer], in no order
UNWIND $keys AS key
MATCH (f:Filing {accession: key})
RETURN key,
  head(COLLECT {
    MATCH (f)-[a:AMENDS]->(:Filing)
    WHERE a.knownFrom <= $knownAt AND $knownAt < a.knownTo
    RETURN a.scope }) AS scope,
  COLLECT {
    MATCH (f)-[a:AMENDS]->(o:Filing)
    WHERE a.knownFrom <= $knownAt AND $knownAt < a.knownTo
    MATCH (o)-[:CONCERNS]->(i:Issuer)
    RETURN [o{.accession, .formType, .acceptedAt, .acceptedAtBasis, .filedOn, .filedOnBasis, .periodOfReport,
      .remarks, .planBox, .documentName, .contentDigest, .notSubjectToSection16}, i.cik] } AS amends,
  COLLECT {
    MATCH (o:Filing)-[a:AMENDS]->(f)
    WHERE a.knownFrom <= $knownAt AND $knownAt < a.knownTo
    MATCH (o)-[:CONCERNS]->(i:Issuer)
    RETURN [o{.accession, .formType, .acceptedAt, .acceptedAtBasis, .filedOn, .filedOnBasis, .periodOfReport,
      .remarks, .planBox, .documentName, .contentDigest, .notSubjectToSection16}, i.cik] } AS amendedBy
