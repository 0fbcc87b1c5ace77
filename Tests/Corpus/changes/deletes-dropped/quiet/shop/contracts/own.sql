-- rejot:consumer own-customers
-- from: shop/customer@1
-- into: copies
INSERT INTO customers (id, name) VALUES (:id, :name)
ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name;
-- rejot:delete
UPDATE customers SET is_gone = true WHERE id = :id;
