-- rejot:consumer customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (id, name, code) VALUES (:id, :name, :code)
ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, code = EXCLUDED.code;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
