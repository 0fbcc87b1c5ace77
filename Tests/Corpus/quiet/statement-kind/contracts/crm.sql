-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
WITH kept AS (UPDATE customers SET full_name = :first_name WHERE id = :id RETURNING id)
INSERT INTO customers (id, full_name) SELECT :id, :first_name WHERE NOT EXISTS (SELECT FROM kept)
ON CONFLICT (id) DO NOTHING;
-- rejot:delete
UPDATE customers SET gone = true WHERE id = :id;
