// Issuers not yet known.
// Parameters: $rows LIST<MAP> {cik, properties}
UNWIND $rows AS row
WITH row WHERE NOT EXISTS { MATCH (:Issuer {cik: row.cik}) }
CREATE (i:Issuer)
SET i = row.properties
