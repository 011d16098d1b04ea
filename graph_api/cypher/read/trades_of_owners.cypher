// The newest trades reported by groups of owners, a page for each, with their effective rows.
// Parameters: $groups LIST<MAP> {key, ciks}, $knownAt INTEGER (microseconds UTC), $limit INTEGER,
//             $afterAcceptedAt INTEGER | null, $afterTrade STRING | null (the page's cursor),
//             $codes LIST<STRING> | null, $acquiredDisposed STRING | null, $derivatives BOOLEAN,
//             $since, $until, $filedSince, $filedUntil DATE | null,
//             $issuers, $owners LIST<STRING> CIKs | null
// Returns:    key, trades LIST of [row MAP, filing MAP, trade MAP], in no order
UNWIND $groups AS g
RETURN g.key AS key,
  COLLECT {
    UNWIND g.ciks AS cik
    MATCH (o:ReportingOwner {cik: cik})
    MATCH (p:Filing)-[:REPORTED_BY]->(o)
    MATCH (x:Transaction)-[:ROW_OF]->(p)
    MATCH (x)-[:REPORTS]->(e:EconomicTrade)
    WHERE e.knownFrom <= $knownAt AND $knownAt < e.knownTo
      AND cik IN e.reporterCiks
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
    WITH DISTINCT e ORDER BY e.acceptedAt DESC, e.tradeId DESC LIMIT $limit
    MATCH (t:Transaction {key: e.effectiveRow})
    MATCH (t)-[:ROW_OF]->(f:Filing)
    RETURN [t{.*}, f{.accession, .acceptedAt, .documentName, .contentDigest}, e{.tradeId, .issuerCik, .knownFrom, .price, .priceText, .priceQuality, .currency, .plan, .reporterCiks, .accessions, .effectiveRow, .transactionDate, .acceptedAt, .shares, .sharesText}] } AS trades
