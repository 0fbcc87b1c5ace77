-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (id, mood, born, size) VALUES (:id, :last_name::mood, '2026-01-31', '7')
ON CONFLICT (id) DO UPDATE SET mood = EXCLUDED.mood;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
