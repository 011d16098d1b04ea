// Edges PART_OF from Industry to Sector, in canonical order, for the digest.
MATCH (a:Industry)-[e:PART_OF]->(b:Sector)
RETURN a.key AS key, b.key AS target, e{.*} AS properties ORDER BY key, target
