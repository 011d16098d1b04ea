// Every version of every link: the small table that roots come from.
// Returns: vehicle, controller, role, state, p, certain, joint, stoppedBy, validFrom, validTo, issuer, partFrom, knownFrom, knownTo, key
MATCH (l:OwnershipLink)
RETURN l.key AS key, l.vehicle AS vehicle, l.controller AS controller, l.role AS role, l.state AS state,
  l.p AS p, l.certain AS certain, l.joint AS joint, l.stoppedBy AS stoppedBy, l.validFrom AS validFrom, l.validTo AS validTo,
  l.issuer AS issuer, l.partFrom AS partFrom,
  l.knownFrom AS knownFrom, l.knownTo AS knownTo
ORDER BY key
