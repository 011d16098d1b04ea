// Trades by effective transaction date: the hot window.
CREATE INDEX economic_trade_transaction_date IF NOT EXISTS FOR (t:EconomicTrade) ON (t.transactionDate)
