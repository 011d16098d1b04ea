// What every owner reported to be at some issuers, in every filing accepted by the cut-off.
// Parameters: $keys LIST<STRING> CIKs, $knownAt INTEGER (microseconds UTC)
// Returns:    key, reports LIST<MAP>, in no order
UNWIND $keys AS key
MATCH (i:Issuer {cik: key})
RETURN key,
  COLLECT {
    MATCH (f:Filing)-[:CONCERNS]->(i)
    MATCH (f)-[r:REPORTED_BY]->(o:ReportingOwner)
    WHERE f.acceptedAt <= $knownAt
    RETURN r{.*, issuer: i.cik, owner: o.cik, acceptedAt: f.acceptedAt, accession: f.accession,
      documentName: f.documentName, contentDigest: f.contentDigest, exit: f.notSubjectToSection16} } AS reports
