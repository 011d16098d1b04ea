// Edges SUPPORTS from Evidence to OwnershipLink, in canonical order, for the digest.
MATCH (a:Evidence)-[e:SUPPORTS]->(b:OwnershipLink)
RETURN a.key AS key, b.key AS target, e{.*} AS properties ORDER BY key, target
