-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers (id, full_name) VALUES (:id, :first_name);
-- rejot:delete
DELETE FROM customers WHERE id = :id;
