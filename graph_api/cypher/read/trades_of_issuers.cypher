// The newest trades in the securities of issuers, a page for each, with their effective rows.
// Parameters: $keys LIST<STRING> CIKs, $knownAt INTEGER (microseconds UTC), $limit INTEGER,
//             $afterAcceptedAt INTEGER | null, $afterTrade STRING | null (the page's cursor),
//             $codes LIST<STRING> | null, $acquiredDisposed STRING | null, $derivatives BOOLEAN,
//             $since, $until, $filedSince, $filedUntil DATE | null,
//             $issuers, $owners LIST<STRING> CIKs | null
// Returns:    key, trades LIST of [row MAP, filing MAP, trade MAP], in no order
UNWIND $keys AS key
MATCH (i:Issuer {cik: key})
RETURN key,
  COLLECT {
    MATCH (e:EconomicTrade)-[:IN_SECURITY_OF]->(i)
    WHERE e.knownFrom <= $knownAt AND $knownAt < e.knownTo
      AND ($afterAcceptedAt IS NULL OR e.acceptedAt < $afterAcceptedAt OR (e.acceptedAt = $afterAcceptedAt AND e.tradeId < $afterTrade))
      AND ($codes IS NULL OR e.code IN $codes)
      AND ($acquiredDisposed IS NULL OR e.acquiredDisposed = $acquiredDisposed)
      AND ($derivatives OR e.table = 'N')
      AND ($since IS NULL OR e.transactionDate >= $since)
      AND ($until IS NULL OR e.transactionDate <= $until)
      AND ($filedSince IS NULL OR e.filedOn >= $filedSince)
      AND ($filedUntil IS NULL OR e.filedOn <= $filedUntil)
      AND ($issuers IS NULL OR e.issuerCik IN $issuers)
      AND ($owners IS NULL OR any(c IN e.reporterCiks WHERE c IN $owners))
    WITH e ORDER BY e.acceptedAt DESC, e.tradeId DESC LIMIT $limit
    MATCH (t:Transaction {key: e.effectiveRow})
    MATCH (t)-[:ROW_OF]->(f:Filing)
    RETURN [t{.*}, f{.accession, .acceptedAt, .documentName, .contentDigest}, e{.tradeId, .issuerCik, .knownFrom, .price, .priceText, .priceQuality, .currency, .plan, .reporterCiks, .accessions, .effectiveRow, .transactionDate, .acceptedAt, .shares, .sharesText}] } AS trades
