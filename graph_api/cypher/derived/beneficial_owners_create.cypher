// Roots of counting units.
// Parameters: $rows LIST<MAP> {key, properties}
UNWIND $rows AS row
WITH row WHERE NOT EXISTS { MATCH (:BeneficialOwner {id: row.key}) }
CREATE (b:BeneficialOwner)
SET b = row.properties
