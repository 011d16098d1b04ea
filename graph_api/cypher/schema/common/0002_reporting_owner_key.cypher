// One node for each cik of ReportingOwner.
CREATE CONSTRAINT reporting_owner_cik IF NOT EXISTS FOR (n:ReportingOwner) REQUIRE n.cik IS UNIQUE
