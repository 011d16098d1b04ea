// Links of vehicles that do not file, as known at the cut-off.
// Parameters: $keys LIST<STRING> holder keys, $knownAt INTEGER (microseconds UTC)
// Returns:    key, links LIST<MAP> in no order
UNWIND $keys AS key
MATCH (h:Holder {key: key})
RETURN key,
  COLLECT {
    MATCH (l:OwnershipLink)-[:LINK_OF]->(h)
    WHERE l.knownFrom <= $knownAt AND $knownAt < l.knownTo
    RETURN l{.*} } AS links
