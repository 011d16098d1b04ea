// What is stored of each of some filings, to tell new ones from known ones.
// Parameters: $keys LIST<STRING> accession numbers
// Returns:    accession, contentDigest, acceptedAt, acceptedAtBasis, filedOn, filedOnBasis, documentName, issuerSic
UNWIND $keys AS key
MATCH (f:Filing {accession: key})
RETURN f.accession AS accession, f.contentDigest AS contentDigest,
  f.acceptedAt AS acceptedAt, f.acceptedAtBasis AS acceptedAtBasis,
  f.filedOn AS filedOn, f.filedOnBasis AS filedOnBasis,
  f.documentName AS documentName, f.issuerSic AS issuerSic
