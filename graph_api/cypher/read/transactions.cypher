// Transaction rows, each with the trade it reports as known at the cut-off.
// Parameters: $keys LIST<STRING> row keys, $knownAt INTEGER (microseconds UTC)
// Returns:    key, row MAP, filing MAP (what a source reference needs), trade MAP | null
UNWIND $keys AS key
MATCH (t:Transaction {key: key})
RETURN key, t{.*} AS row,
  head(COLLECT { MATCH (t)-[:ROW_OF]->(f:Filing) RETURN f{.accession, .acceptedAt, .documentName, .contentDigest} }) AS filing,
  head(COLLECT {
    MATCH (t)-[:REPORTS]->(e:EconomicTrade)
    WHERE e.knownFrom <= $knownAt AND $knownAt < e.knownTo
    RETURN e{.*} }) AS trade
