// The state number of the graph, and whether loaded facts still wait to be resolved.
// Returns: number INTEGER, pending BOOLEAN (no row in a graph never loaded)
MATCH (r:Revision {name: 'graph'}) RETURN r.number AS number, r.pending AS pending
