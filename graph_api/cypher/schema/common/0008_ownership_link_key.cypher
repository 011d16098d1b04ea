// One node for each key of OwnershipLink.
CREATE CONSTRAINT ownership_link_key IF NOT EXISTS FOR (n:OwnershipLink) REQUIRE n.key IS UNIQUE
