"""Thirty bundled filings, so that every feature can be seen without a download.

**All of it is fictional.** The seven companies, their tickers, the people, their addresses and
every figure are invented; CIKs begin with 0099 and accession numbers with 0099999999, which the
SEC has given to nobody, and the remarks of each filing say that it is fictional. Only the shape
is real: full EDGAR submissions of Forms 3, 4, 4/A and 5 with their SEC headers.

``filings/`` holds one submission per file, named by its accession number in order of acceptance;
``companies.csv`` the issuers with ticker, name and SIC code.
"""
