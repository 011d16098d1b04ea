// Who counts as whom.
// Parameters: $rows LIST<MAP> {source, target, knownFrom, knownTo}
UNWIND $rows AS row
MATCH (a:ReportingOwner {cik: row.source})
MATCH (b:BeneficialOwner {id: row.target})
WITH a, b, row WHERE NOT EXISTS { MATCH (a)-[e:RESOLVES_TO]->(b) WHERE e.knownFrom = row.knownFrom }
CREATE (a)-[:RESOLVES_TO {knownFrom: row.knownFrom, knownTo: row.knownTo}]->(b)
