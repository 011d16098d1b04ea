// Beneficial owners that no longer follow.
// Parameters: $rows LIST<MAP> {key}
UNWIND $rows AS row
MATCH (n:BeneficialOwner {id: row.key})
DETACH DELETE n
