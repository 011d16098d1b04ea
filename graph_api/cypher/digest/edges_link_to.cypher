// Edges LINK_TO from OwnershipLink to ReportingOwner, in canonical order, for the digest.
MATCH (a:OwnershipLink)-[e:LINK_TO]->(b:ReportingOwner)
RETURN a.key AS key, b.cik AS target, e{.*} AS properties ORDER BY key, target
