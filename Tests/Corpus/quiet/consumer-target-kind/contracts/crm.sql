-- rejot:consumer a
-- from: shop/customer@1
-- into: crm
INSERT INTO open_names (id, full_name) VALUES (:id, :first_name)
ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
-- rejot:delete
DELETE FROM open_names WHERE id = :id;

-- rejot:consumer b
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
UPDATE joined SET full_name = :first_name WHERE id = :id;

-- rejot:consumer c
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
INSERT INTO parts (id, name) VALUES (:id, :first_name) ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name;

-- rejot:consumer d
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
UPDATE parts_1 SET id = :id WHERE id = :id;
