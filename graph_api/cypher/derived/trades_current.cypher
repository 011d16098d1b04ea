// Economic trades as stored, to be compared with what follows from the filings now.
// Returns: key, digest
MATCH (n:EconomicTrade) RETURN n.key AS key, n.digest AS digest
