-- rejot:public person@1.0
-- source: right
SELECT id, name FROM people WHERE id = :id;

-- rejot:consumer people
-- from: a/user@1
-- into: right
INSERT INTO people (id, name) VALUES (:id, :name)
ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name WHERE people.name IS DISTINCT FROM EXCLUDED.name;
-- rejot:delete
DELETE FROM people WHERE id = :id;
