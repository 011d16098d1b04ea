// Names, symbols and listings of all issuers, as one record of columns.
// Returns: ciks, names, symbols, namesKnownFrom, listedNames, listedTickers, listedKnownFrom
MATCH (i:Issuer)
WITH collect(i) AS iss
RETURN [i IN iss | i.cik] AS ciks, [i IN iss | i.names] AS names, [i IN iss | i.symbols] AS symbols,
  [i IN iss | i.namesKnownFrom] AS namesKnownFrom, [i IN iss | i.listedName] AS listedNames,
  [i IN iss | i.listedTicker] AS listedTickers, [i IN iss | i.listedKnownFrom] AS listedKnownFrom
