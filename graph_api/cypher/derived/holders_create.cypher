// Vehicles named in rows that do not file.
// Parameters: $rows LIST<MAP> {key, properties}
UNWIND $rows AS row
WITH row WHERE NOT EXISTS { MATCH (:Holder {key: row.key}) }
CREATE (h:Holder)
SET h = row.properties
