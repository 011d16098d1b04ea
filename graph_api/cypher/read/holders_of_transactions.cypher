// To whom transaction rows are attributed at the cut-off: reporting owners, and vehicles that do not file.
// Parameters: $keys LIST<STRING> row keys, $knownAt INTEGER (microseconds UTC)
// Returns:    key, owners LIST<STRING> CIKs, holders LIST<MAP>, both in no order
UNWIND $keys AS key
MATCH (t:Transaction {key: key})
RETURN key,
  COLLECT {
    MATCH (t)-[e:HELD_BY]->(o:ReportingOwner)
    WHERE e.knownFrom <= $knownAt AND $knownAt < e.knownTo
    RETURN o.cik } AS owners,
  COLLECT {
    MATCH (t)-[e:HELD_BY]->(h:Holder)
    WHERE e.knownFrom <= $knownAt AND $knownAt < e.knownTo
    RETURN h{.*} } AS holders
