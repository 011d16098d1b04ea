// Say whether the decisions that come with the program are to hold.
// Parameters: $inForce BOOLEAN
MERGE (r:Revision {name: 'graph'})
ON CREATE SET r.number = 0, r.pending = true, r.shippedOverrides = $inForce
ON MATCH SET r.shippedOverrides = $inForce
