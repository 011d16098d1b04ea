// Edges CLASSIFIED_AS from Issuer to Industry, in canonical order, for the digest.
MATCH (a:Issuer)-[e:CLASSIFIED_AS]->(b:Industry)
RETURN a.cik AS key, b.key AS target, e{.*} AS properties ORDER BY key, target
