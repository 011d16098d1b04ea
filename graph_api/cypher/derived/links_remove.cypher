// Ownership links that no longer follow.
// Parameters: $rows LIST<MAP> {key}
UNWIND $rows AS row
MATCH (n:OwnershipLink {key: row.key})
DETACH DELETE n
