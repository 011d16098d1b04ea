// Roots of counting units.
// Parameters: $rows LIST<MAP> {key, properties}
UNWIND $rows AS row
CREATE (b:BeneficialOwner)
SET b = row.properties
