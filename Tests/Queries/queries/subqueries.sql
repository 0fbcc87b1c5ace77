SELECT (SELECT city FROM addresses LIMIT 1) AS city, (SELECT count(*) FROM log) AS n,
  EXISTS (SELECT 1 FROM log) AS logged, id IN (SELECT id FROM log) AS inside FROM users;
SELECT s.name, s.n FROM (SELECT name, count(*) AS n FROM users GROUP BY name) s;
SELECT s.nick FROM (SELECT nick FROM users WHERE nick IS NOT NULL) s;
SELECT u.name, (SELECT max(a.city) FROM addresses a WHERE a.user_id = u.id) AS last FROM users u;
