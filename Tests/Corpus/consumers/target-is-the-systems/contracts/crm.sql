-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
UPDATE pg_catalog.pg_description SET description = :first_name WHERE objoid = :id::bigint::oid;
