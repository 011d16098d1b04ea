// Vehicles that do not file, where a row names one at the cut-off.
// Parameters: $keys LIST<STRING> holder keys, $knownAt INTEGER (microseconds UTC)
// Returns:    key, holder MAP
UNWIND $keys AS key
MATCH (h:Holder {key: key})
WHERE EXISTS { MATCH (:Transaction)-[e:HELD_BY]->(h) WHERE e.knownFrom <= $knownAt AND $knownAt < e.knownTo }
  OR EXISTS { MATCH (:Holding)-[e:HELD_BY]->(h) WHERE e.knownFrom <= $knownAt AND $knownAt < e.knownTo }
RETURN key, h{.*} AS holder
