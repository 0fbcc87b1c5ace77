-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
UPDATE customers SET note = :email WHERE id = :id;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
