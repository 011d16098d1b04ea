// Who counts as whom.
// Parameters: $rows LIST<MAP> {source, target, knownFrom, knownTo}
UNWIND $rows AS row
MATCH (a:ReportingOwner {cik: row.source})
MATCH (b:BeneficialOwner {id: row.target})
CREATE (a)-[:RESOLVES_TO {knownFrom: row.knownFrom, knownTo: row.knownTo}]->(b)
