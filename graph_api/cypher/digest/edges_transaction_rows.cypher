// Edges ROW_OF from Transaction to Filing, in canonical order, for the digest.
MATCH (a:Transaction)-[e:ROW_OF]->(b:Filing)
RETURN a.key AS key, b.accession AS target, e{.*} AS properties ORDER BY key, target
