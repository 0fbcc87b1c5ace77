-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
UPDATE customers SET b = :b WHERE CURRENT OF customer;
-- rejot:delete
DELETE FROM customers WHERE a = :a AND b = :b;
