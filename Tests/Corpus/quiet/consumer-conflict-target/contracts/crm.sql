-- rejot:consumer a
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
ON CONFLICT (id, full_name) DO NOTHING;

-- rejot:consumer b
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
ON CONFLICT ON CONSTRAINT once DO NOTHING;

-- rejot:consumer c
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
ON CONFLICT DO NOTHING;

-- rejot:consumer d
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
ON CONFLICT (full_name) WHERE note IS NOT NULL AND note <> '' DO NOTHING;

-- rejot:consumer e
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
ON CONFLICT (lower(full_name) COLLATE "C") DO NOTHING;
