-- rejot:consumer names
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
INSERT INTO customers (id, full_name) VALUES (:id, :first_name)
ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name;

-- rejot:consumer mails
-- from: shop/account@1
-- into: crm
-- deletes: ignore
INSERT INTO customers (id, note) VALUES (:id, :email)
ON CONFLICT (id) DO UPDATE SET note = EXCLUDED.note;

-- rejot:consumer left
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
INSERT INTO people (id, origin, note) VALUES (:id, 'customer', :first_name)
ON CONFLICT (id, origin) DO UPDATE SET note = EXCLUDED.note;

-- rejot:consumer right
-- from: shop/account@1
-- into: crm
-- deletes: ignore
INSERT INTO people (id, origin, note) VALUES (:id, 'account', :email)
ON CONFLICT (id, origin) DO UPDATE SET note = EXCLUDED.note;
