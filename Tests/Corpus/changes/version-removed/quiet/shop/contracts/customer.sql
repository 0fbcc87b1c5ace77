-- rejot:public customer@1.0
-- source: accounts
SELECT id, name, nick, code, tier, credit, visits FROM customers WHERE id = :id;

-- rejot:public customer@2.0
-- source: accounts
SELECT id, name, nick, code, tier, credit, visits FROM customers WHERE id = :id;
