// Who counts as whom that no longer follow.
// Parameters: $rows LIST<MAP> {source, target, knownFrom}
UNWIND $rows AS row
MATCH (a:ReportingOwner {cik: row.source})-[e:RESOLVES_TO]->(b:BeneficialOwner {id: row.target})
WHERE e.knownFrom = row.knownFrom
DELETE e
