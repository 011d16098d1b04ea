// What versions of trades add up, and which trades add them up, by their effective rows.
// Parameters: $keys LIST<STRING> trade keys (tradeId@knownFrom), $knownAt INTEGER (microseconds UTC)
// Returns:    key, parts and wholes LIST of [row MAP, filing MAP, trade MAP], in no order
UNWIND $keys AS key
MATCH (e:EconomicTrade {key: key})
RETURN key,
  COLLECT {
    MATCH (e)-[a:AGGREGATES]->(p:EconomicTrade)
    WHERE a.knownFrom <= $knownAt AND $knownAt < a.knownTo
    MATCH (t:Transaction {key: p.effectiveRow})
    MATCH (t)-[:ROW_OF]->(f:Filing)
    RETURN [t{.*}, f{.accession, .acceptedAt, .documentName, .contentDigest}, p{.*}] } AS parts,
  COLLECT {
    MATCH (w:EconomicTrade)-[a:AGGREGATES]->(e)
    WHERE a.knownFrom <= $knownAt AND $knownAt < a.knownTo
    MATCH (t:Transaction {key: w.effectiveRow})
    MATCH (t)-[:ROW_OF]->(f:Filing)
    RETURN [t{.*}, f{.accession, .acceptedAt, .documentName, .contentDigest}, w{.*}] } AS wholes
