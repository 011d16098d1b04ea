// The dates of every version of the trade that a row reports.
// Parameters: $key STRING row key
// Returns:    transactionDate, filedOn
MATCH (t:Transaction {key: $key})-[:REPORTS]->(e:EconomicTrade)
RETURN e.transactionDate AS transactionDate, e.filedOn AS filedOn
