-- rejot:public customer@1.1
-- source: accounts
SELECT id, name, code, credit, visits FROM customers WHERE id = :id;
