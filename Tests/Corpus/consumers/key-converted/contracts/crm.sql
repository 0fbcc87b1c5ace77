-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
UPDATE badges SET owner = :first_name WHERE code = :last_name AND :id::bigint > 0;
