// Nodes ReportingOwner, in canonical order, for the digest.
MATCH (n:ReportingOwner) RETURN n.cik AS key, n{.*} AS properties ORDER BY key
