UPDATE users SET nick = :nick RETURNING WITH (OLD AS o, NEW AS n) o.nick AS before, n.nick AS after, o, n.*;
INSERT INTO shops (id, code) VALUES (:id, :code) ON CONFLICT (id) DO UPDATE SET code = EXCLUDED.code
  RETURNING old.code IS NULL AS is_new, old.*, new.id + 1 AS next;
DELETE FROM tree USING users u WHERE u.id = tree.id RETURNING old.name, new.weight, u.name AS other, old;
MERGE INTO tree t USING users u ON t.id = u.id WHEN MATCHED THEN UPDATE SET name = u.name RETURNING old.name AS before, new.name AS after, u.age;
SELECT uuidv7() AS id, casefold(name) AS folded, array_reverse(tags) AS back, crc32(name::bytea) AS c FROM users;
