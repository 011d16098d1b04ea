// Versions of links of vehicles that do not file, with controller and the evidence that supports them.
// Parameters: $rows LIST<MAP> {key, vehicle, controller, evidence: LIST<STRING>, properties}
UNWIND $rows AS row
WITH row WHERE NOT EXISTS { MATCH (:OwnershipLink {key: row.key}) }
MATCH (c:ReportingOwner {cik: row.controller})
CREATE (l:OwnershipLink)
SET l = row.properties
CREATE (l)-[:LINK_TO]->(c)
WITH l, row
UNWIND row.evidence AS key
MATCH (e:Evidence {key: key})
CREATE (e)-[:SUPPORTS]->(l)
