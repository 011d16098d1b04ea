// Trades that report the sum of others as stored.
// Returns: source, target, knownFrom, knownTo
MATCH (a:EconomicTrade)-[e:AGGREGATES]->(b:EconomicTrade)
RETURN a.key AS source, b.key AS target, e.knownFrom AS knownFrom, e.knownTo AS knownTo
