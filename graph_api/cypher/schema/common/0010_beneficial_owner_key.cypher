// One node for each id of BeneficialOwner.
CREATE CONSTRAINT beneficial_owner_id IF NOT EXISTS FOR (n:BeneficialOwner) REQUIRE n.id IS UNIQUE
