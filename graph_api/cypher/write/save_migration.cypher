// Remember that a schema statement has been applied.
// Parameters: $name STRING
MERGE (m:Migration {name: $name})
