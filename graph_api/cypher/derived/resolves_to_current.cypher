// Who counts as whom as stored.
// Returns: source, target, knownFrom, knownTo
MATCH (a:ReportingOwner)-[e:RESOLVES_TO]->(b:BeneficialOwner)
RETURN a.cik AS source, b.id AS target, e.knownFrom AS knownFrom, e.knownTo AS knownTo
