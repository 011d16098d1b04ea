// Which schema statements have been applied.
// Returns: name
MATCH (m:Migration) RETURN m.name AS name ORDER BY name
