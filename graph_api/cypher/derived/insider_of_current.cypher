// Owners and the issuers they filed about, as stored.
// Returns: source, target, n, first, last, roles
MATCH (a:ReportingOwner)-[e:INSIDER_OF]->(b:Issuer)
RETURN a.cik AS source, b.cik AS target, e.n AS n, e.first AS first, e.last AS last, e.roles AS roles
