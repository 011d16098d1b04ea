// Economic trades that no longer follow.
// Parameters: $rows LIST<MAP> {key}
UNWIND $rows AS row
MATCH (n:EconomicTrade {key: row.key})
DETACH DELETE n
