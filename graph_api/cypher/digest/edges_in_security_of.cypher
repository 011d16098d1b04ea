// Edges IN_SECURITY_OF from EconomicTrade to Issuer, in canonical order, for the digest.
MATCH (a:EconomicTrade)-[e:IN_SECURITY_OF]->(b:Issuer)
RETURN a.key AS key, b.cik AS target, e{.*} AS properties ORDER BY key, target
