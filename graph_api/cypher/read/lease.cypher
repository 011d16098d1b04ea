// Who is the loader, and until when.
// Returns: holder STRING, until INTEGER (microseconds UTC)
MATCH (l:Lease {name: 'loader'}) RETURN l.holder AS holder, l.until AS until
