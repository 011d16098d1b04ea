// Filings accepted by the cut-off, without their rows.
// Parameters: $keys LIST<STRING> accession numbers, $knownAt INTEGER (microseconds UTC)
// Returns:    key, filing MAP, issuerCik
UNWIND $keys AS key
MATCH (f:Filing {accession: key})
WHERE f.acceptedAt <= $knownAt
RETURN key,
  f{.accession, .formType, .acceptedAt, .acceptedAtBasis, .filedOn, .filedOnBasis, .periodOfReport,
    .remarks, .planBox, .documentName, .contentDigest, .notSubjectToSection16} AS filing,
  head(COLLECT { MATCH (f)-[:CONCERNS]->(i:Issuer) RETURN i.cik }) AS issuerCik
