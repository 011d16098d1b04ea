// Edges SUPERSEDES from Transaction to Transaction, in canonical order, for the digest.
MATCH (a:Transaction)-[e:SUPERSEDES]->(b:Transaction)
RETURN a.key AS key, b.key AS target, e{.*} AS properties ORDER BY key, target
