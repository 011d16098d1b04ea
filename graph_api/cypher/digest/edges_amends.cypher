// Edges AMENDS from Filing to Filing, in canonical order, for the digest.
MATCH (a:Filing)-[e:AMENDS]->(b:Filing)
RETURN a.accession AS key, b.accession AS target, e{.*} AS properties ORDER BY key, target
