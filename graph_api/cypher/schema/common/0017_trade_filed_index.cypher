// Trades by filing date: the look-ahead safe window.
CREATE INDEX economic_trade_filed_on IF NOT EXISTS FOR (t:EconomicTrade) ON (t.filedOn)
