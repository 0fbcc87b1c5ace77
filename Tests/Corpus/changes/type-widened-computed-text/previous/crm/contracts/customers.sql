-- rejot:consumer customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (id, name) VALUES (:id, upper(:code))
ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
