// One node for each key of Override.
CREATE CONSTRAINT override_key IF NOT EXISTS FOR (n:Override) REQUIRE n.key IS UNIQUE
