-- rejot:public customer@1.0
-- source: accounts
SELECT id, name, code, tier, credit, visits FROM customers WHERE id = :id;
