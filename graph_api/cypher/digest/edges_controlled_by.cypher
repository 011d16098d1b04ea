// Edges CONTROLLED_BY from ReportingOwner to ReportingOwner, in canonical order, for the digest.
MATCH (a:ReportingOwner)-[e:CONTROLLED_BY]->(b:ReportingOwner)
RETURN a.cik AS key, b.cik AS target, e{.*} AS properties ORDER BY key, target
