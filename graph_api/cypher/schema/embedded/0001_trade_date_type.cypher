// The embedded engine serves a date range from an index only where the property is typed.
CREATE CONSTRAINT economic_trade_transaction_date_type IF NOT EXISTS FOR (t:EconomicTrade) REQUIRE t.transactionDate IS :: DATE
