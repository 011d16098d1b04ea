"""From sources to the graph: bytes are parsed, evidence is collected, filings are merged."""
