-- rejot:public customer@1.0
-- source: accounts
SELECT a, b FROM users WHERE a = :a AND b = :b;
