SELECT u.id, a.city FROM users u JOIN addresses a ON a.user_id = u.id FOR NO KEY UPDATE OF u NOWAIT;
SELECT id FROM users WHERE id = :id FOR SHARE;
SELECT id FROM (SELECT id FROM users FOR KEY SHARE) s;
SELECT id, name FROM users ORDER BY name USING <, id NULLS LAST FETCH FIRST :n ROWS WITH TIES;
SELECT DISTINCT ON (feeling, age) feeling, nick FROM users ORDER BY feeling, age DESC;
SELECT ALL name FROM users OFFSET 2 ROWS FETCH NEXT ROW ONLY;
