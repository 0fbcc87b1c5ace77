-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
ON CONFLICT (full_name COLLATE "POSIX") DO UPDATE SET id = EXCLUDED.id;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
