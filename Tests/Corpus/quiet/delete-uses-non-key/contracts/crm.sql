-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
UPDATE customers SET note = :email WHERE id = :number;
-- rejot:delete
UPDATE customers SET note = NULL WHERE id = :number;
