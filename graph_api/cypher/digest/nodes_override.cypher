// Nodes Override, in canonical order, for the digest; not in which file and on which line they stood.
MATCH (n:Override)
RETURN n.key AS key, n{.*, origin: null, line: null} AS properties ORDER BY key
