-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
UPDATE names SET full_name = :first_name WHERE id = :id;
