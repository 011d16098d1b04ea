// Transaction rows of filings, each with the trade it reports as known at the cut-off.
// Parameters: $keys LIST<STRING> accession numbers, $knownAt INTEGER (microseconds UTC)
// Returns:    key, filing MAP, rows LIST of [row MAP, trade MAP | null], in no order
UNWIND $keys AS key
MATCH (f:Filing {accession: key})
RETURN key, f{.accession, .acceptedAt, .documentName, .contentDigest} AS filing,
  COLLECT {
    MATCH (t:Transaction)-[:ROW_OF]->(f)
    RETURN [t{.*}, head(COLLECT {
      MATCH (t)-[:REPORTS]->(e:EconomicTrade)
      WHERE e.knownFrom <= $knownAt AND $knownAt < e.knownTo
      RETURN e{.*} })] } AS rows
