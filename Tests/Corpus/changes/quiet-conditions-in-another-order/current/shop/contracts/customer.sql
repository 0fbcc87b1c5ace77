-- rejot:public customer@1.0
-- source: accounts
SELECT id, name, nick, code, tier, credit, visits FROM customers WHERE 'x' = nick AND visits > 0 AND id = :id;
