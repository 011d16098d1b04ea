// Which vehicle that does not file a link is of, as stored.
// Returns: source, target
MATCH (a:OwnershipLink)-[:LINK_OF]->(b:Holder)
RETURN a.key AS source, b.key AS target
