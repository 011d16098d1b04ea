// One node for each accession of Filing.
CREATE CONSTRAINT filing_accession IF NOT EXISTS FOR (n:Filing) REQUIRE n.accession IS UNIQUE
