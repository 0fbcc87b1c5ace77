-- rejot:public customer@1.0
-- source: accounts
SELECT c.id, c.name, r.name AS region FROM customers c JOIN regions r ON r.id = c.region_id WHERE c.id = :id;
