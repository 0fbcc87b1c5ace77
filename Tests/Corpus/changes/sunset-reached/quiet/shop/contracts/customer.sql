-- rejot:public customer@1.0
-- source: accounts
-- deprecated: 2026-01-31
-- sunset: 2026-07-01
SELECT id, name, nick, code, tier, credit, visits FROM customers WHERE id = :id;
