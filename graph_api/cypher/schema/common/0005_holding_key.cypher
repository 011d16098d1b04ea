// One node for each key of Holding.
CREATE CONSTRAINT holding_key IF NOT EXISTS FOR (n:Holding) REQUIRE n.key IS UNIQUE
