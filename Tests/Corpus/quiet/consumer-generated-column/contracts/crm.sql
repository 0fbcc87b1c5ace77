-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (id, full_name, loud) OVERRIDING SYSTEM VALUE VALUES (:id, :first_name, DEFAULT)
ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
