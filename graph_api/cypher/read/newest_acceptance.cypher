// Acceptance of the newest filing, from which evaluation dates follow.
// Returns: acceptedAt (null in an empty graph)
MATCH (f:Filing) RETURN max(f.acceptedAt) AS acceptedAt
