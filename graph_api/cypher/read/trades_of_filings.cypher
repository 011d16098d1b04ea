// Trades that filings report with a live row, as known at the cut-off: together they tell whom the
// rows of a joint form name.
// Parameters: $keys LIST<STRING> accession numbers, $knownAt INTEGER (microseconds UTC)
// Returns:    key, trades LIST<MAP>, in no order
UNWIND $keys AS key
MATCH (f:Filing {accession: key})
RETURN key,
  COLLECT {
    MATCH (t:Transaction)-[:ROW_OF]->(f)
    MATCH (t)-[:REPORTS]->(e:EconomicTrade)
    WHERE e.knownFrom <= $knownAt AND $knownAt < e.knownTo AND key IN e.accessions
    RETURN e{.*} } AS trades
