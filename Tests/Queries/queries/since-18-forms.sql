INSERT INTO users (id, name) VALUES (:id, :name) RETURNING old.name AS before, new.name AS after;
UPDATE users SET nick = :nick WHERE nick IS NOT NULL RETURNING old.nick AS before, new.nick AS after, nick;
DELETE FROM users RETURNING old.name AS before, new.name AS after, name;
MERGE INTO users u USING (SELECT 1::bigint AS id, 'x' AS name) s ON u.id = s.id
WHEN MATCHED THEN UPDATE SET name = s.name
WHEN NOT MATCHED BY SOURCE THEN DELETE
RETURNING merge_action(), u.name, s.name AS source, old.name AS before;
SELECT j.a FROM users, JSON_TABLE(data, '$[*]' COLUMNS (a int PATH '$.a')) j;
SELECT JSON_OBJECT('a' VALUE nick) AS object, JSON_VALUE(data, '$.a') AS value, nick IS JSON AS test FROM users;
