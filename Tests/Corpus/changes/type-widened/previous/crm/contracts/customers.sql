-- rejot:consumer customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (id, name, code, visits) VALUES (:id, :name, :code, :visits)
ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, code = EXCLUDED.code, visits = EXCLUDED.visits;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
