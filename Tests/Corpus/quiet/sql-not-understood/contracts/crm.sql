-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
INSERT INTO customers AS current (id, current, "of") VALUES (:id, :current_of, :cursor)
ON CONFLICT (id) DO UPDATE SET current = EXCLUDED.current, "of" = EXCLUDED.of;
-- rejot:delete
DELETE FROM customers AS current WHERE current.id = :id;
