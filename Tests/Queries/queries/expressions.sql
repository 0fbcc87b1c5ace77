SELECT 1, 'x' AS word, NULL AS nothing, 1.5 AS number, true AS yes, now(), current_date, random() AS r;
SELECT name || nick AS joined, concat(name, nick) AS safe, coalesce(nick, name) AS either,
  nullif(name, '') AS filled, greatest(nick, name) AS later, age + 1 AS next, born::date AS day
FROM users;
SELECT CASE WHEN nick IS NULL THEN '' ELSE nick END AS a, CASE WHEN age > 1 THEN name END AS b FROM users;
SELECT nick IS NULL AS none, nick IS DISTINCT FROM name AS other, name LIKE 'x%' AS x, age IN (1, 2) AS few
FROM users;
SELECT mine(name), upper(name) AS u, to_char(born, 'YYYY') AS year, born AT TIME ZONE 'UTC' AS utc FROM users;
SELECT extract(year FROM born) AS year, date_trunc('day', born) AS day, born + interval '1 day' AS next FROM users;
SELECT price * 2 AS double, price::numeric(10, 1) AS rounded, code::text AS text, name::varchar(4) AS cut FROM users;
