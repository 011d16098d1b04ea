// How many trades issuers have under some filters, or how many rows report them.
// Parameters: $keys LIST<STRING> CIKs, $knownAt INTEGER (microseconds UTC),
//             $asFiled BOOLEAN (every row, else one for each trade that counts),
//             $codes, $priceQualities LIST<STRING> | null, $acquiredDisposed STRING | null,
//             $derivatives BOOLEAN, $since, $until, $filedSince, $filedUntil DATE | null,
//             $issuers, $owners LIST<STRING> CIKs | null
// Returns:    key, count
UNWIND $keys AS key
MATCH (i:Issuer {cik: key})
RETURN key,
  COUNT {
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
    UNWIND CASE WHEN $asFiled THEN e.rows ELSE [e.effectiveRow] END AS row
    RETURN row } AS count
