// One node for each key of Holder.
CREATE CONSTRAINT holder_key IF NOT EXISTS FOR (n:Holder) REQUIRE n.key IS UNIQUE
