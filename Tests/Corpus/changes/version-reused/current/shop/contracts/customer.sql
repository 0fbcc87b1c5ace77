-- rejot:public customer@1.2
-- source: accounts
SELECT id, name, nick, code, tier, credit, visits FROM customers WHERE id = :id;
