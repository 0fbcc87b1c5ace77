-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
MERGE INTO customers c
USING (SELECT :id AS id, :last_name AS full_name) e ON c.id = e.id
WHEN MATCHED THEN UPDATE SET full_name = e.full_name
WHEN NOT MATCHED THEN INSERT (id, full_name) VALUES (e.id, e.full_name);
-- rejot:delete
DELETE FROM customers WHERE id = :id;
