-- rejot:public customer@1.1
-- source: accounts
SELECT id, name, nick, code, tier, credit, visits, note FROM customers WHERE id = :id;
