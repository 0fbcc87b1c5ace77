-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (id, full_name) VALUES (:id, coalesce(:last_name, :first_name))
ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
