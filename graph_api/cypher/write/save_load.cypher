// Remember what one load ingested; the same input again is the same node.
// Parameters: $key STRING, $properties MAP
MERGE (l:Load {key: $key})
SET l += $properties
