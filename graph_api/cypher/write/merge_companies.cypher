// Names and tickers of listed companies; of several loads the latest knowledge stands.
// Parameters: $rows LIST<MAP> {cik, name, ticker, knownFrom, rank} where rank orders equal dates
UNWIND $rows AS row
MATCH (i:Issuer {cik: row.cik})
WHERE i.listedRank IS NULL OR i.listedRank < row.rank
SET i.listedName = row.name, i.listedTicker = row.ticker,
    i.listedKnownFrom = row.knownFrom, i.listedRank = row.rank
