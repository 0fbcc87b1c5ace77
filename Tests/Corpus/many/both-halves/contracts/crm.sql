-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
INSERT INTO custmers (id, full_name) VALUES (:id, :email)
ON CONFLICT (id) DO NOTHING;
-- rejot:delete
DELETE FROM customers WHERE idd = :id;

-- rejot:consumer misspelt
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
-- rejot:delete
DELETE FROM customers WHRE id = :id;

-- rejot:consumer fine
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
UPDATE customers SET note = :anything WHERE id = :id;
