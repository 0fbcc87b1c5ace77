-- rejot:public customer@1.0
-- source: accounts
-- reserved: [name]
SELECT id, name FROM customers WHERE id = :id;
