// One node for each key of Transaction.
CREATE CONSTRAINT transaction_key IF NOT EXISTS FOR (n:Transaction) REQUIRE n.key IS UNIQUE
