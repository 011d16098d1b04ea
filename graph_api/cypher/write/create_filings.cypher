// Filings not yet known, with their issuer and reporting owners as filed.
// Parameters: $rows LIST<MAP> {accession, properties, issuer: {cik, name, symbol, foreignSymbol}, owners: LIST<MAP> {cik, properties}}
UNWIND $rows AS row
WITH row WHERE NOT EXISTS { MATCH (:Filing {accession: row.accession}) }
MATCH (i:Issuer {cik: row.issuer.cik})
CREATE (f:Filing)
SET f = row.properties
CREATE (f)-[c:CONCERNS]->(i)
SET c.name = row.issuer.name, c.symbol = row.issuer.symbol, c.foreignSymbol = row.issuer.foreignSymbol
WITH f, row
UNWIND row.owners AS owner
MATCH (o:ReportingOwner {cik: owner.cik})
CREATE (f)-[r:REPORTED_BY]->(o)
SET r = owner.properties
