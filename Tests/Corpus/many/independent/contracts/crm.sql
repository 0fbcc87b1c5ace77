-- rejot:consumer one
-- from: shop/fine@1
-- into: crm
INSERT INTO customers (id, note) VALUES (:id, :emial)
ON CONFLICT (note) DO NOTHING;
-- rejot:delete
DELETE FROM customers WHERE full_name = :email;

-- rejot:consumer two
-- from: shop/fine@1
-- into: crm
INSERT INTO customers (id, note) VALUES (:id, :email)
ON CONFLICT (note) DO NOTHING;
-- rejot:delete
DELETE FROM customers WHERE full_name = :email;

-- rejot:consumer three
-- from: shop/fine@3
-- into: crm
INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
-- rejot:delete
DELETE FROM customers WHERE id = :id;

-- rejot:consumer four
-- from: shop/fien@1
-- into: crm
INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
-- rejot:delete
DELETE FROM customers WHERE id = :id;

-- rejot:consumer five
-- from: shop/fine@1
-- into: crn
INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
