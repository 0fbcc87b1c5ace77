-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (id, "café", "café") VALUES (:id, :name, '')
ON CONFLICT (id) DO UPDATE SET "café" = EXCLUDED."café";
-- rejot:delete
DELETE FROM customers WHERE id = :id;
