-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (id, full_name, note) VALUES (:id, :first_name, :last_name)
ON CONFLICT (id) DO UPDATE SET note = coalesce(EXCLUDED.note, customers.note);
-- rejot:delete
DELETE FROM customers WHERE id = :id;
