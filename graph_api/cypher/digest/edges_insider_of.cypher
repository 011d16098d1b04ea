// Edges INSIDER_OF from ReportingOwner to Issuer, in canonical order, for the digest.
MATCH (a:ReportingOwner)-[e:INSIDER_OF]->(b:Issuer)
RETURN a.cik AS key, b.cik AS target, e{.*} AS properties ORDER BY key, target
