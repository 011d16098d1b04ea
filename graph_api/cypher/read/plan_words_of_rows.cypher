// What rows and their filings say of trading plans.
// Parameters: $keys LIST<STRING> row keys
// Returns:    key, row MAP, box BOOLEAN | null, remarks STRING | null, ids LIST<STRING> and texts
//             LIST<STRING> of all footnotes of the filing, in step
UNWIND $keys AS key
MATCH (t:Transaction {key: key})-[:ROW_OF]->(f:Filing)
RETURN key, t{.*} AS row, f.planBox AS box, f.remarks AS remarks, f.footnoteIds AS ids, f.footnoteTexts AS texts
