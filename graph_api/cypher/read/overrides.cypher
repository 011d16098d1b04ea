// What persons decided about owners and trades.
// Returns: override MAP, in order of its key
MATCH (o:Override)
WITH o ORDER BY o.key
RETURN o{.*} AS override
