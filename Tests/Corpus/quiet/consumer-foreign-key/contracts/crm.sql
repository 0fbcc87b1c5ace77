-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;

-- rejot:consumer logins
-- from: shop/login@1
-- into: crm
-- deletes: ignore
INSERT INTO logins (id, customer) VALUES (:id, :user_id)
ON CONFLICT (id) DO UPDATE SET customer = EXCLUDED.customer;

-- rejot:consumer seen
-- from: shop/login@1
-- into: crm
-- group: seen
-- deletes: ignore
INSERT INTO seen (id) VALUES (:id) ON CONFLICT (id) DO NOTHING;
