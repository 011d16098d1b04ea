// Every filing.
// Returns: accession
MATCH (f:Filing) RETURN f.accession AS accession ORDER BY accession
