-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (id, mood) VALUES (:id, :mood)
ON CONFLICT (id) DO UPDATE SET mood = EXCLUDED.mood;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
