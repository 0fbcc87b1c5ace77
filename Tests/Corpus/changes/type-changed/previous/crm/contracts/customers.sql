-- rejot:consumer customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (id, name, credit) VALUES (:id, :name, :credit)
ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, credit = EXCLUDED.credit;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
