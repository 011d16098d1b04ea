// Vehicles named in rows that do not file.
// Parameters: $rows LIST<MAP> {key, properties}
UNWIND $rows AS row
CREATE (h:Holder)
SET h = row.properties
