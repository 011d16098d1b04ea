// Which industry and sector each issuer belongs to, from which instant on.
// Returns: cik, industry, sector, knownFrom
MATCH (i:Issuer)-[c:CLASSIFIED_AS]->(n:Industry)-[:PART_OF]->(s:Sector)
RETURN i.cik AS cik, n.key AS industry, s.key AS sector, c.knownFrom AS knownFrom
ORDER BY cik, knownFrom, industry
