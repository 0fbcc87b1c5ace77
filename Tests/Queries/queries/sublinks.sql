SELECT id IN (SELECT user_id FROM addresses) AS a, age > ALL (SELECT age FROM users WHERE id < 9) AS b,
  (id, name) IN (SELECT user_id, city FROM addresses) AS c, (id, name) = (SELECT user_id, city FROM addresses LIMIT 1) AS d,
  name NOT IN (SELECT note FROM log) AS e, age = ANY (SELECT n FROM pairs(1) p(n, w)) AS f,
  (id, age) < (1, 2) AS g, ROW(id, nick) IS NULL AS h, nick = SOME (ARRAY[name]) AS i FROM users;
SELECT ARRAY(SELECT city FROM addresses a WHERE a.user_id = u.id ORDER BY zip) AS cities,
  ARRAY(SELECT tags FROM users) AS deep, (SELECT price FROM users LIMIT 1) AS p FROM users u;
SELECT (SELECT (SELECT u.name || a.city FROM addresses a LIMIT 1) FROM log LIMIT 1) AS outer_columns FROM users u;
SELECT (WITH x AS (SELECT nick FROM users WHERE users.id = u.id) SELECT nick FROM x) AS own,
  (SELECT name FROM named UNION SELECT zip FROM addresses LIMIT 1) AS both, (VALUES (u.age)) AS v FROM users u;
SELECT name FROM users u WHERE EXISTS (SELECT 1 FROM addresses a WHERE a.user_id = u.id AND a.zip = :zip);
