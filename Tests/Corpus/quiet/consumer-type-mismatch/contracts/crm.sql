-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (id, home, parcels) VALUES (:id, :home, :parcels)
ON CONFLICT (id) DO UPDATE SET home = EXCLUDED.home, parcels = EXCLUDED.parcels;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
