-- rejot:public customer@1.0
-- source: accounts
SELECT a.id, a.name, b.name AS region FROM customers AS a JOIN regions AS b ON a.region_id = b.id WHERE a.id = :id;
