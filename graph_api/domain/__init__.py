"""What ownership filings mean: pure functions and types on the standard library alone."""
