// Some filings with everything as filed.
// Parameters: $keys LIST<STRING> accession numbers
// Returns:    filing MAP, issuer MAP, owners LIST<MAP>, transactions LIST<MAP>, holdings LIST<MAP>
UNWIND $keys AS key
MATCH (f:Filing {accession: key})
RETURN f{.*} AS filing,
  head(COLLECT { MATCH (f)-[c:CONCERNS]->(i:Issuer) RETURN {cik: i.cik, name: c.name, symbol: c.symbol, foreignSymbol: c.foreignSymbol} }) AS issuer,
  COLLECT { MATCH (f)-[r:REPORTED_BY]->(o:ReportingOwner) RETURN r{.*, cik: o.cik} } AS owners,
  COLLECT { MATCH (t:Transaction)-[:ROW_OF]->(f) RETURN t{.*} } AS transactions,
  COLLECT { MATCH (h:Holding)-[:ROW_OF]->(f) RETURN h{.*} } AS holdings
