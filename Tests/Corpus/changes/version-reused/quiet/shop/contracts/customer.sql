-- rejot:public customer@1.4
-- source: accounts
SELECT id, name, nick, code, tier, credit, visits FROM customers WHERE id = :id;
