// What was ingested, and what was rejected with its reason.
// Returns: source, documents, filings, rejected (lines of 'name: element: reason')
MATCH (l:Load)
RETURN l.source AS source, l.documents AS documents, l.filings AS filings, l.rejected AS rejected
ORDER BY l.key
