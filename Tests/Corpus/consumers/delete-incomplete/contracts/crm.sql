-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (a, b) VALUES (:a, :b)
ON CONFLICT (a, b) DO UPDATE SET b = EXCLUDED.b;
-- rejot:delete
DELETE FROM customers WHERE a = :a;
