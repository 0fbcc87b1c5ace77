-- rejot:public customer@1.3
-- source: accounts
SELECT id, name, nick, code, tier, credit, visits FROM customers WHERE id = :id;
