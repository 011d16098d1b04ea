// Trades of a span of filing dates, all versions, as one record of columns.
// Parameters: $since DATE, $until DATE, both inclusive
// Returns:    one list for each column, in step with one another, in no order
MATCH (t:EconomicTrade)
WHERE t.filedOn >= $since AND t.filedOn <= $until
WITH collect(t) AS ts
RETURN [t IN ts | t.tradeId] AS tradeId,
  [t IN ts | t.knownFrom] AS knownFrom,
  [t IN ts | t.knownTo] AS knownTo,
  [t IN ts | t.issuerCik] AS issuerCik,
  [t IN ts | t.table] AS table,
  [t IN ts | t.equityClass] AS equityClass,
  [t IN ts | t.code] AS code,
  [t IN ts | t.acquiredDisposed] AS acquiredDisposed,
  [t IN ts | t.contradictory] AS contradictory,
  [t IN ts | t.equitySwap] AS equitySwap,
  [t IN ts | t.formTypes] AS formTypes,
  [t IN ts | t.transactionDate] AS transactionDate,
  [t IN ts | t.filedOn] AS filedOn,
  [t IN ts | t.acceptedAt] AS acceptedAt,
  [t IN ts | t.shares] AS shares,
  [t IN ts | t.sharesText] AS sharesText,
  [t IN ts | t.price] AS price,
  [t IN ts | t.priceText] AS priceText,
  [t IN ts | t.priceQuality] AS priceQuality,
  [t IN ts | t.currency] AS currency,
  [t IN ts | t.plan] AS plan,
  [t IN ts | t.holders] AS holders,
  [t IN ts | t.reporterCiks] AS reporterCiks,
  [t IN ts | t.reporterRoles] AS reporterRoles,
  [t IN ts | t.reporterForms] AS reporterForms,
  [t IN ts | t.reporterMarks] AS reporterMarks,
  [t IN ts | t.void] AS void,
  [t IN ts | t.aggregates] AS aggregates,
  [t IN ts | t.lookalikes] AS lookalikes,
  [t IN ts | t.accessions] AS accessions,
  [t IN ts | t.rows] AS rows,
  [t IN ts | t.filingCount] AS filingCount,
  [t IN ts | t.effectiveRow] AS effectiveRow
