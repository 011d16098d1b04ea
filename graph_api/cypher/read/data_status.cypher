// How much is loaded, by form and by how acceptance times are known.
// Returns: formType, acceptedAtBasis, filings, firstFiledOn, lastFiledOn
MATCH (f:Filing)
RETURN f.formType AS formType, f.acceptedAtBasis AS acceptedAtBasis, count(f) AS filings,
  min(f.filedOn) AS firstFiledOn, max(f.filedOn) AS lastFiledOn
ORDER BY formType, acceptedAtBasis
