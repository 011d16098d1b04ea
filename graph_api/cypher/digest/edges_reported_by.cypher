// Edges REPORTED_BY from Filing to ReportingOwner, in canonical order, for the digest.
MATCH (a:Filing)-[e:REPORTED_BY]->(b:ReportingOwner)
RETURN a.accession AS key, b.cik AS target, e{.*} AS properties ORDER BY key, target
