// Edges CONCERNS from Filing to Issuer, in canonical order, for the digest.
MATCH (a:Filing)-[e:CONCERNS]->(b:Issuer)
RETURN a.accession AS key, b.cik AS target, e{.*} AS properties ORDER BY key, target
