// Decisions that were taken back.
// Parameters: $rows LIST<MAP> {key}
UNWIND $rows AS row
MATCH (o:Override {key: row.key})
DETACH DELETE o
