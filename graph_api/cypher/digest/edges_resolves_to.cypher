// Edges RESOLVES_TO from ReportingOwner to BeneficialOwner, in canonical order, for the digest.
MATCH (a:ReportingOwner)-[e:RESOLVES_TO]->(b:BeneficialOwner)
RETURN a.cik AS key, b.id AS target, e{.*} AS properties ORDER BY key, target
