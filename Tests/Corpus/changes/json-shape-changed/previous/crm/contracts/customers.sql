-- rejot:consumer customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (id, doc) VALUES (:id, :doc)
ON CONFLICT (id) DO UPDATE SET doc = EXCLUDED.doc;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
