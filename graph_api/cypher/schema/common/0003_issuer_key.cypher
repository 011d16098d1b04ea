// One node for each cik of Issuer.
CREATE CONSTRAINT issuer_cik IF NOT EXISTS FOR (n:Issuer) REQUIRE n.cik IS UNIQUE
