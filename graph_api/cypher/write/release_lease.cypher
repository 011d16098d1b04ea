// Stop being the loader.
// Parameters: $holder STRING
MATCH (l:Lease {name: 'loader', holder: $holder}) SET l.until = 0
