-- rejot:public customer@1.1
-- source: accounts
SELECT id, name, code, tier, credit, visits FROM customers WHERE id = :id;
