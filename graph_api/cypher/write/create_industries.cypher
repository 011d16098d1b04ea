// Industries not yet known, below their sector.
// Parameters: $rows LIST<MAP> {key, taxonomy, code, name, sector}
UNWIND $rows AS row
WITH row WHERE NOT EXISTS { MATCH (:Industry {key: row.key}) }
MATCH (s:Sector {key: row.sector})
CREATE (n:Industry {key: row.key, taxonomy: row.taxonomy, code: row.code, name: row.name})
CREATE (n)-[:PART_OF]->(s)
