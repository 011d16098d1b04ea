// Nodes Filing, in canonical order, for the digest.
MATCH (n:Filing) RETURN n.accession AS key, n{.*} AS properties ORDER BY key
