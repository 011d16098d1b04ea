// Versions of economic trades, with their issuer and every row that reports them.
// Parameters: $rows LIST<MAP> {key, issuerCik, rows: LIST<STRING>, properties}
UNWIND $rows AS row
WITH row WHERE NOT EXISTS { MATCH (:EconomicTrade {key: row.key}) }
MATCH (i:Issuer {cik: row.issuerCik})
CREATE (t:EconomicTrade)
SET t = row.properties
CREATE (t)-[:IN_SECURITY_OF]->(i)
WITH t, row
UNWIND row.rows AS key
MATCH (r:Transaction {key: key})
CREATE (r)-[:REPORTS]->(t)
