// Edges HELD_BY from Transaction to ReportingOwner, in canonical order, for the digest.
MATCH (a:Transaction)-[e:HELD_BY]->(b:ReportingOwner)
RETURN a.key AS key, b.cik AS target, e{.*} AS properties ORDER BY key, target
