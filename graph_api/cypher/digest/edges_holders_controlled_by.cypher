// Edges CONTROLLED_BY from Holder to ReportingOwner, in canonical order, for the digest.
MATCH (a:Holder)-[e:CONTROLLED_BY]->(b:ReportingOwner)
RETURN a.key AS key, b.cik AS target, e{.*} AS properties ORDER BY key, target
