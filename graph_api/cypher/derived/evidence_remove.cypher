// Evidence that no longer follow.
// Parameters: $rows LIST<MAP> {key}
UNWIND $rows AS row
MATCH (n:Evidence {key: row.key})
DETACH DELETE n
