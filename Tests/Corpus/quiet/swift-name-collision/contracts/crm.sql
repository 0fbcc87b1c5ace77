-- rejot:consumer customer
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
UPDATE customers SET note = :first_name WHERE id = :id;

-- rejot:consumer customers
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
INSERT INTO customers (id, full_name) VALUES (:id, coalesce(:first_name, '')) ON CONFLICT (id) DO NOTHING;
