// Say, in the transaction that changes filed facts, that derived ones no longer follow from them.
MERGE (r:Revision {name: 'graph'})
ON CREATE SET r.number = 0, r.pending = true
ON MATCH SET r.pending = true
