-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
-- rejot:delete
DELETE FROM customers WHERE id = :id;

-- rejot:consumer crm-notes
-- from: shop/customer@2
-- into: crm
INSERT INTO customers (id, full_name, note) VALUES (:id, :first_name, :family_name)
ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name, note = EXCLUDED.note;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
