// Names and kinds of all reporting owners, as one record of columns.
// Returns: ciks, kinds, names, namesKnownFrom
MATCH (o:ReportingOwner)
WITH collect(o) AS os
RETURN [o IN os | o.cik] AS ciks, [o IN os | o.kind] AS kinds, [o IN os | o.names] AS names,
  [o IN os | o.namesKnownFrom] AS namesKnownFrom
