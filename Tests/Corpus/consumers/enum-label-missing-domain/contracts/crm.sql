-- rejot:consumer people
-- from: shop/person@1
-- into: crm
INSERT INTO people (id, it) VALUES (:id, :mood)
ON CONFLICT (id) DO UPDATE SET it = EXCLUDED.it;
-- rejot:delete
DELETE FROM people WHERE id = :id;
