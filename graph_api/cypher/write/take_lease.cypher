// Become the only loader, unless another one holds an unexpired lease.
// Parameters: $holder STRING, $now INTEGER, $until INTEGER (microseconds UTC)
MERGE (l:Lease {name: 'loader'})
SET l.touched = $now
WITH l, coalesce(l.until, 0) < $now OR l.holder = $holder AS free
SET l.holder = CASE WHEN free THEN $holder ELSE l.holder END,
    l.until = CASE WHEN free THEN $until ELSE l.until END
