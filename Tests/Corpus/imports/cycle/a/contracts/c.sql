-- rejot:public user@1.0
-- source: left
SELECT id, name FROM users WHERE id = :id;

-- rejot:consumer users
-- from: b/person@1
-- into: left
INSERT INTO users (id, name) VALUES (:id, :name)
ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name WHERE users.name IS DISTINCT FROM EXCLUDED.name;
-- rejot:delete
DELETE FROM users WHERE id = :id;
