// Edges LINK_OF from OwnershipLink to Holder, in canonical order, for the digest.
MATCH (a:OwnershipLink)-[e:LINK_OF]->(b:Holder)
RETURN a.key AS key, b.key AS target, e{.*} AS properties ORDER BY key, target
