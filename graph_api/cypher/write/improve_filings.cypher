// A better source has told the acceptance time, the filing date or the document's name.
// Parameters: $rows LIST<MAP> {accession, properties}
UNWIND $rows AS row
MATCH (f:Filing {accession: row.accession})
SET f += row.properties
