// Every row that reports versions of trades, and which row replaces which.
// Parameters: $keys LIST<STRING> trade keys (tradeId@knownFrom), $knownAt INTEGER (microseconds UTC)
// Returns:    key, rows LIST of [row MAP, filing MAP], superseded LIST of [key of the later row,
//             key of the earlier row], both in no order
UNWIND $keys AS key
MATCH (e:EconomicTrade {key: key})
RETURN key,
  COLLECT {
    MATCH (t:Transaction)-[:REPORTS]->(e)
    MATCH (t)-[:ROW_OF]->(f:Filing)
    RETURN [t{.*}, f{.accession, .acceptedAt, .documentName, .contentDigest}] } AS rows,
  COLLECT {
    MATCH (later:Transaction)-[:REPORTS]->(e)
    MATCH (later)-[s:SUPERSEDES]->(earlier:Transaction)
    WHERE s.knownFrom <= $knownAt AND $knownAt < s.knownTo
    RETURN [later.key, earlier.key] } AS superseded
