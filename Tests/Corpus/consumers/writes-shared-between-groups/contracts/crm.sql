-- rejot:consumer names
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;

-- rejot:consumer mails
-- from: shop/account@1
-- into: crm
-- group: mails
-- deletes: ignore
UPDATE customers SET full_name = :email WHERE id = :id;
