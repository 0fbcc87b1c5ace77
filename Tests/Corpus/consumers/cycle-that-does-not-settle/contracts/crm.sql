-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name
WHERE customers.full_name !~ EXCLUDED.full_name;

-- rejot:public person@1.0
-- source: crm
SELECT id, full_name FROM customers WHERE id = :id;

-- rejot:consumer names
-- from: shop/person@1
-- into: accounts
-- deletes: ignore
INSERT INTO users (id, email, first_name) VALUES (:id, '', :full_name)
ON CONFLICT (id) DO UPDATE SET first_name = EXCLUDED.first_name
WHERE users.first_name <> EXCLUDED.first_name;
