// Reference data changed: readers start afresh; whether filings wait to be resolved stays.
MERGE (r:Revision {name: 'graph'})
ON CREATE SET r.number = 1, r.pending = false
ON MATCH SET r.number = r.number + 1
