-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
ON CONFLICT ON CONSTRAINT customers_pk DO UPDATE SET full_name = EXCLUDED.full_name;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
