// Sectors of a taxonomy.
// Parameters: $rows LIST<MAP> {key, taxonomy, name}
UNWIND $rows AS row
MERGE (s:Sector {key: row.key})
ON CREATE SET s.taxonomy = row.taxonomy, s.name = row.name
