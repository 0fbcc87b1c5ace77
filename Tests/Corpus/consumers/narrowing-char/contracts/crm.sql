-- rejot:consumer facts
-- from: shop/fact@1
-- into: crm
INSERT INTO facts (id, it) VALUES (:id, :code)
ON CONFLICT (id) DO UPDATE SET it = EXCLUDED.it;
-- rejot:delete
DELETE FROM facts WHERE id = :id;
