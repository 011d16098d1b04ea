// Which vehicle that does not file a link is of, where it no longer follows.
// Parameters: $rows LIST<MAP> {source, target}
UNWIND $rows AS row
MATCH (a:OwnershipLink {key: row.source})-[e:LINK_OF]->(b:Holder {key: row.target})
DELETE e
