-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
UPDATE customers c SET c.full_name = :first_name WHERE c.id = :id;
