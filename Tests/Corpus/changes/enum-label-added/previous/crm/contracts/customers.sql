-- rejot:consumer customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (id, name, tier) VALUES (:id, :name, :tier)
ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, tier = EXCLUDED.tier;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
