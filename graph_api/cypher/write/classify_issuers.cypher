// Issuer and industry, known from an instant on; of several the latest stands.
// Parameters: $rows LIST<MAP> {cik, industry, knownFrom}
UNWIND $rows AS row
MATCH (i:Issuer {cik: row.cik})
MATCH (n:Industry {key: row.industry})
WHERE NOT EXISTS { MATCH (i)-[c:CLASSIFIED_AS]->(n) WHERE c.knownFrom = row.knownFrom }
CREATE (i)-[:CLASSIFIED_AS {knownFrom: row.knownFrom}]->(n)
