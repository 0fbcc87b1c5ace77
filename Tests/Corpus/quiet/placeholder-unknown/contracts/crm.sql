-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (id, full_name, note) VALUES (:id::bigint, :"First Name", (ARRAY['a', 'b'])[1:2]::text)
ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name, note = EXCLUDED.note;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
