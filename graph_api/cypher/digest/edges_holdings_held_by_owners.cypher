// Edges HELD_BY from Holding to ReportingOwner, in canonical order, for the digest.
MATCH (a:Holding)-[e:HELD_BY]->(b:ReportingOwner)
RETURN a.key AS key, b.cik AS target, e{.*} AS properties ORDER BY key, target
