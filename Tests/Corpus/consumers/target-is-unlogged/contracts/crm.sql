-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
INSERT INTO names VALUES (:id, :first_name) ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name;
