-- rejot:public customer@1.0
-- source: accounts
SELECT id, name, nick FROM customers WHERE id = :id;
