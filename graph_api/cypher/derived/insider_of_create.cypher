// Owners and the issuers they filed about: an aid for walking, not versioned.
// Parameters: $rows LIST<MAP> {source, target, n, first, last, roles}
UNWIND $rows AS row
MATCH (a:ReportingOwner {cik: row.source})
MATCH (b:Issuer {cik: row.target})
WITH a, b, row WHERE NOT EXISTS { MATCH (a)-[:INSIDER_OF]->(b) }
CREATE (a)-[e:INSIDER_OF]->(b)
SET e.n = row.n, e.first = row.first, e.last = row.last, e.roles = row.roles
