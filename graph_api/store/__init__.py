"""The graph as the rest of the project sees it: domain objects in, domain objects out."""
