// The embedded engine serves a date range from an index only where the property is typed.
CREATE CONSTRAINT economic_trade_filed_on_type IF NOT EXISTS FOR (t:EconomicTrade) REQUIRE t.filedOn IS :: DATE
