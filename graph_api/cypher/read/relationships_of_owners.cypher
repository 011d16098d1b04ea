// What owners reported to be at each issuer, in every filing accepted by the cut-off.
// Parameters: $keys LIST<STRING> CIKs, $knownAt INTEGER (microseconds UTC)
// Returns:    key, reports LIST<MAP>, in no order
UNWIND $keys AS key
MATCH (o:ReportingOwner {cik: key})
RETURN key,
  COLLECT {
    MATCH (f:Filing)-[r:REPORTED_BY]->(o)
    MATCH (f)-[:CONCERNS]->(i:Issuer)
    WHERE f.acceptedAt <= $knownAt
    RETURN r{.*, issuer: i.cik, owner: o.cik, acceptedAt: f.acceptedAt, accession: f.accession,
      documentName: f.documentName, contentDigest: f.contentDigest, exit: f.notSubjectToSection16} } AS reports
