// Trades in the securities of issuers, a page for each, as their effective rows or all their rows.
// Parameters: $keys LIST<STRING> CIKs, $knownAt INTEGER (microseconds UTC),
//             $sortBy STRING (FILED_AT, TRANSACTION_DATE, VALUE, SHARES), $sign INTEGER (1 or -1:
//             least or greatest first), $way INTEGER (1 or -1: first or last page), $limit INTEGER,
//             $afterKey, $afterRow, $beforeKey, $beforeRow INTEGER | null, $afterTrade, $beforeTrade
//             STRING | null (the cursors of the page),
//             $asFiled BOOLEAN (every row, else one for each trade that counts),
//             $codes, $priceQualities LIST<STRING> | null, $acquiredDisposed STRING | null,
//             $derivatives BOOLEAN, $since, $until, $filedSince, $filedUntil DATE | null,
//             $issuers, $owners LIST<STRING> CIKs | null
// Returns:    key, trades LIST of [row MAP, filing MAP, trade MAP, sort key INTEGER, place of the
//             row in the trade INTEGER], in no order; what is not known sorts last
UNWIND $keys AS key
MATCH (i:Issuer {cik: key})
RETURN key,
  COLLECT {
    MATCH (e:EconomicTrade)-[:IN_SECURITY_OF]->(i)
    WHERE e.knownFrom <= $knownAt AND $knownAt < e.knownTo
      AND ($asFiled OR (NOT e.void AND coalesce(size(e.aggregates), 0) = 0))
      AND ($codes IS NULL OR e.code IN $codes)
      AND ($acquiredDisposed IS NULL OR e.acquiredDisposed = $acquiredDisposed)
      AND ($derivatives OR e.table = 'N')
      AND ($since IS NULL OR e.transactionDate >= $since)
      AND ($until IS NULL OR e.transactionDate <= $until)
      AND ($filedSince IS NULL OR e.filedOn >= $filedSince)
      AND ($filedUntil IS NULL OR e.filedOn <= $filedUntil)
      AND ($priceQualities IS NULL OR e.priceQuality IN $priceQualities)
      AND ($issuers IS NULL OR e.issuerCik IN $issuers)
      AND ($owners IS NULL OR any(c IN e.reporterCiks WHERE c IN $owners))
    WITH e, coalesce($sign * CASE $sortBy
        WHEN 'FILED_AT' THEN e.acceptedAt
        WHEN 'TRANSACTION_DATE' THEN toInteger(replace(toString(e.transactionDate), '-', ''))
        WHEN 'VALUE' THEN e.valueRounded
        ELSE coalesce(e.shares, toInteger(toFloat(e.sharesText) * 10000)) END, 9223372036854775807) AS k
    UNWIND range(0, CASE WHEN $asFiled THEN size(e.rows) ELSE 1 END - 1) AS n
    WITH e, k, n
    WHERE ($afterKey IS NULL OR k > $afterKey OR (k = $afterKey AND (e.tradeId > $afterTrade OR (e.tradeId = $afterTrade AND n > $afterRow))))
      AND ($beforeKey IS NULL OR k < $beforeKey OR (k = $beforeKey AND (e.tradeId < $beforeTrade OR (e.tradeId = $beforeTrade AND n < $beforeRow))))
    WITH e, k, n
    ORDER BY $way * k, CASE WHEN $way = 1 THEN e.tradeId ELSE '' END, CASE WHEN $way = 1 THEN '' ELSE e.tradeId END DESC, $way * n LIMIT $limit
    MATCH (t:Transaction {key: CASE WHEN $asFiled THEN e.rows[n] ELSE e.effectiveRow END})
    MATCH (t)-[:ROW_OF]->(f:Filing)
    RETURN [t{.*}, f{.accession, .acceptedAt, .documentName, .contentDigest}, e{.*}, k, n] } AS trades
