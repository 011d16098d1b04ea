// Holders that no longer follow.
// Parameters: $rows LIST<MAP> {key}
UNWIND $rows AS row
MATCH (n:Holder {key: row.key})
DETACH DELETE n
