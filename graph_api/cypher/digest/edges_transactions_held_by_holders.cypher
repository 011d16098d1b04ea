// Edges HELD_BY from Transaction to Holder, in canonical order, for the digest.
MATCH (a:Transaction)-[e:HELD_BY]->(b:Holder)
RETURN a.key AS key, b.key AS target, e{.*} AS properties ORDER BY key, target
