// Kind and names over time of every reporting owner, as stored.
// Returns: cik, kind, kindReason, names, namesKnownFrom
MATCH (o:ReportingOwner)
RETURN o.cik AS cik, o.kind AS kind, o.kindReason AS kindReason, o.names AS names, o.namesKnownFrom AS namesKnownFrom
