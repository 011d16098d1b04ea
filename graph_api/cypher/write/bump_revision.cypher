// The last step of a load: derived facts follow from the filed ones again; readers start afresh.
MERGE (r:Revision {name: 'graph'})
ON CREATE SET r.number = 1, r.pending = false
ON MATCH SET r.number = r.number + 1, r.pending = false
