// One node for each key of EconomicTrade.
CREATE CONSTRAINT economic_trade_key IF NOT EXISTS FOR (n:EconomicTrade) REQUIRE n.key IS UNIQUE
