// Every version of every link between reporting owners: the small table that roots come from.
// A vehicle that does not file is named by a key with a bar, and counts for nobody.
// Returns: vehicle, controller, role, state, p, certain, joint, stoppedBy, validFrom, validTo, issuer, partFrom, knownFrom, knownTo, key
MATCH (l:OwnershipLink)
WHERE NOT (l.vehicle CONTAINS '|')
RETURN l.key AS key, l.vehicle AS vehicle, l.controller AS controller, l.role AS role, l.state AS state,
  l.p AS p, l.certain AS certain, l.joint AS joint, l.stoppedBy AS stoppedBy, l.validFrom AS validFrom, l.validTo AS validTo,
  l.issuer AS issuer, l.partFrom AS partFrom,
  l.knownFrom AS knownFrom, l.knownTo AS knownTo
ORDER BY key
