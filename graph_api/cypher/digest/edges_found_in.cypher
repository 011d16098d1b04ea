// Edges FOUND_IN from Evidence to Filing, in canonical order, for the digest.
MATCH (a:Evidence)-[e:FOUND_IN]->(b:Filing)
RETURN a.key AS key, b.accession AS target, e{.*} AS properties ORDER BY key, target
