// Whether the decisions that come with the program are to hold; they do unless somebody said no.
// Returns: inForce BOOLEAN; no row before the first load
MATCH (r:Revision {name: 'graph'})
RETURN coalesce(r.shippedOverrides, true) AS inForce
