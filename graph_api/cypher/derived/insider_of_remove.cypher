// Aggregated relations that changed.
// Parameters: $rows LIST<MAP> {source, target}
UNWIND $rows AS row
MATCH (a:ReportingOwner {cik: row.source})-[e:INSIDER_OF]->(b:Issuer {cik: row.target})
DELETE e
