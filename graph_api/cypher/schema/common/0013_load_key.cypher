// One node for each key of Load.
CREATE CONSTRAINT load_key IF NOT EXISTS FOR (n:Load) REQUIRE n.key IS UNIQUE
