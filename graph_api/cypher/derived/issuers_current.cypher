// Names and symbols over time of every issuer, as stored.
// Returns: cik, names, symbols, namesKnownFrom
MATCH (i:Issuer)
RETURN i.cik AS cik, i.names AS names, i.symbols AS symbols, i.namesKnownFrom AS namesKnownFrom
