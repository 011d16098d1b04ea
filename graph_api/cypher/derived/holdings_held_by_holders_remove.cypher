// Holdings attributed to vehicles that do not file that no longer follow.
// Parameters: $rows LIST<MAP> {source, target, knownFrom}
UNWIND $rows AS row
MATCH (a:Holding {key: row.source})-[e:HELD_BY]->(b:Holder {key: row.target})
WHERE e.knownFrom = row.knownFrom
DELETE e
