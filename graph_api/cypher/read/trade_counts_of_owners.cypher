// How many trades groups of owners report under some filters.
// Parameters: $groups LIST<MAP> {key, ciks}, $knownAt INTEGER (microseconds UTC),
//             $codes LIST<STRING> | null, $acquiredDisposed STRING | null, $derivatives BOOLEAN,
//             $since, $until, $filedSince, $filedUntil DATE | null,
//             $issuers, $owners LIST<STRING> CIKs | null
// Returns:    key, count
UNWIND $groups AS g
RETURN g.key AS key,
  size(COLLECT {
    UNWIND g.ciks AS cik
    MATCH (o:ReportingOwner {cik: cik})
    MATCH (p:Filing)-[:REPORTED_BY]->(o)
    MATCH (x:Transaction)-[:ROW_OF]->(p)
    MATCH (x)-[:REPORTS]->(e:EconomicTrade)
    WHERE e.knownFrom <= $knownAt AND $knownAt < e.knownTo
      AND cik IN e.reporterCiks
      AND ($codes IS NULL OR e.code IN $codes)
      AND ($acquiredDisposed IS NULL OR e.acquiredDisposed = $acquiredDisposed)
      AND ($derivatives OR e.table = 'N')
      AND ($since IS NULL OR e.transactionDate >= $since)
      AND ($until IS NULL OR e.transactionDate <= $until)
      AND ($filedSince IS NULL OR e.filedOn >= $filedSince)
      AND ($filedUntil IS NULL OR e.filedOn <= $filedUntil)
      AND ($issuers IS NULL OR e.issuerCik IN $issuers)
      AND ($owners IS NULL OR any(c IN e.reporterCiks WHERE c IN $owners))
    RETURN DISTINCT e.key }) AS count
