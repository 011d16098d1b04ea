// Names and symbols over time of issuers.
// Parameters: $rows LIST<MAP> {cik, properties}
UNWIND $rows AS row
MATCH (i:Issuer {cik: row.cik})
SET i += row.properties
