// Footnotes of filings.
// Parameters: $keys LIST<STRING> accession numbers
// Returns:    key, ids LIST<STRING>, texts LIST<STRING>, in step
UNWIND $keys AS key
MATCH (f:Filing {accession: key})
RETURN key, f.footnoteIds AS ids, f.footnoteTexts AS texts
