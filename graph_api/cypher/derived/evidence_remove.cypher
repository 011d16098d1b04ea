// Evidence that no longer follows, with the links it supports: they are made anew with the rest.
// Parameters: $rows LIST<MAP> {key}
UNWIND $rows AS row
MATCH (n:Evidence {key: row.key})
OPTIONAL MATCH (n)-[:SUPPORTS]->(l:OwnershipLink)
DETACH DELETE n, l
