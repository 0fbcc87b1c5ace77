-- rejot:public customer@1.1
-- source: accounts
SELECT id, name, nick, code, code AS short, tier, credit, visits FROM customers WHERE id = :id;
