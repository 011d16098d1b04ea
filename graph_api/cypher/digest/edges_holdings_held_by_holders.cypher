// Edges HELD_BY from Holding to Holder, in canonical order, for the digest.
MATCH (a:Holding)-[e:HELD_BY]->(b:Holder)
RETURN a.key AS key, b.key AS target, e{.*} AS properties ORDER BY key, target
