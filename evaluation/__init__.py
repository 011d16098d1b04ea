"""How well owners collapse: worked cases, a gold set from real filings, and their tables."""
