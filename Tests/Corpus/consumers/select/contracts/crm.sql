-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
SELECT :id, :first_name;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
