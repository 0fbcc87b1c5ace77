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
-- group: notes
INSERT INTO notes (customer_id, note) VALUES (:id, :family_name)
ON CONFLICT (customer_id) DO UPDATE SET note = EXCLUDED.note;
-- rejot:delete
DELETE FROM notes WHERE customer_id = :id;
