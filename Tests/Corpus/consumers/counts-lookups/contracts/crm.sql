-- rejot:consumer counted
-- from: shop/person@1
-- into: crm
-- deletes: ignore
INSERT INTO customers (id, email, events) VALUES (:id, :email, 1)
ON CONFLICT (id) DO UPDATE SET email = EXCLUDED.email, events = customers.events + 1;

-- rejot:consumer noted
-- from: shop/person@1
-- into: crm
-- deletes: ignore
INSERT INTO seen (id, email) VALUES (:id, :email);
