-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (id, note) VALUES (:id, :last_name)
ON CONFLICT (id) DO UPDATE SET note = EXCLUDED.note;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
