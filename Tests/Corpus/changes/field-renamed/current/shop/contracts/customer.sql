-- rejot:public customer@1.0
-- source: accounts
SELECT id, name, nick AS nickname, code, tier, credit, visits FROM customers WHERE id = :id;
