SELECT count(*), count(nick) AS nicks, sum(age) AS ages, avg(price) AS mean, max(name) AS last
FROM users;
SELECT feeling, count(*) FROM users GROUP BY feeling HAVING count(*) > :least;
SELECT name, sum(age) FILTER (WHERE age > 3) AS s FROM users GROUP BY ROLLUP (name);
SELECT array_agg(nick ORDER BY id) AS nicks, string_agg(name, ', ') AS names, bool_and(age > 1) AS old
FROM users;
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY age) AS middle, mode() WITHIN GROUP (ORDER BY name)
FROM users;
SELECT coalesce(sum(price), 0) AS total FROM users;
