-- rejot:consumer kept
-- from: shop/person@1
-- into: crm
-- deletes: ignore
INSERT INTO people (id, email) VALUES (:id, :email)
ON CONFLICT (id) DO UPDATE SET email = EXCLUDED.email;

-- rejot:consumer counted
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
INSERT INTO customers (id, email, events) VALUES (:id, :email, 1)
ON CONFLICT (id) DO UPDATE SET events = customers.events + 1;
