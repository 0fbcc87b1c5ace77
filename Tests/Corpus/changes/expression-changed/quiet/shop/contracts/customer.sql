-- rejot:public customer@1.1
-- source: accounts
SELECT id, name, upper(nick) AS nick, code, tier, credit, visits FROM customers WHERE id = :id;
