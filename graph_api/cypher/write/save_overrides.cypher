// Decisions, new or told anew.
// Parameters: $rows LIST<MAP> {key, properties}
UNWIND $rows AS row
MERGE (o:Override {key: row.key})
SET o = row.properties
