-- rejot:public customer@1.1
-- source: accounts
SELECT id, upper(name) AS name, nick, code, tier, credit, visits FROM customers WHERE id = :id;
