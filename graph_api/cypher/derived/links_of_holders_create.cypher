// Which vehicle that does not file a link is of.
// Parameters: $rows LIST<MAP> {source, target}
UNWIND $rows AS row
MATCH (a:OwnershipLink {key: row.source})
MATCH (b:Holder {key: row.target})
WITH a, b WHERE NOT EXISTS { MATCH (a)-[:LINK_OF]->(b) }
CREATE (a)-[:LINK_OF]->(b)
