// Issuers whom no filing names any longer: the one that did gave way to another document.
// Those on a list of companies keep their node, without names as filed.
MATCH (i:Issuer)
WHERE size(i.names) > 0 AND NOT EXISTS { MATCH (:Filing)-[:CONCERNS]->(i) }
SET i.names = [], i.symbols = [], i.namesKnownFrom = []
WITH i WHERE i.listedRank IS NULL
DETACH DELETE i
