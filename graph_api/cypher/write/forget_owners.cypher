// Reporting owners whom no filing names any longer: the one that did gave way to another document.
MATCH (o:ReportingOwner)
WHERE NOT EXISTS { MATCH (:Filing)-[:REPORTED_BY]->(o) }
DETACH DELETE o
