SELECT count(*) FILTER (WHERE age > 3) AS grown, sum(price) FILTER (WHERE nick IS NOT NULL) AS s FROM users;
SELECT string_agg(DISTINCT name, ',' ORDER BY name) AS names, array_agg(ROW(id, nick)) AS rows FROM users;
SELECT rank(3) WITHIN GROUP (ORDER BY age) AS r, percentile_disc(ARRAY[0.1, 0.9]) WITHIN GROUP (ORDER BY price) AS p,
  joined(nick ORDER BY id DESC) AS j FROM users;
SELECT jsonb_object_agg(name, price) AS o, json_agg(nick) FILTER (WHERE nick <> '') AS l, every(age > 1) AS e,
  bit_or(age) AS b, corr(age, price) AS c, regr_count(age, price) AS n, stddev(price) AS d FROM users;
SELECT range_agg(opened) AS r, max(code COLLATE "C") AS c FROM shops;
SELECT count(*) AS n FROM users, addresses WHERE user_id = users.id;
SELECT count(*) AS n FROM (SELECT DISTINCT name FROM users) d;
SELECT count(*) AS n FROM shop_days;
SELECT count(*) AS n FROM (SELECT 1 FROM users UNION ALL SELECT 1 FROM log) b;
SELECT count(*) AS n FROM generate_series(1, 3);
WITH gone AS (DELETE FROM log RETURNING id) SELECT count(*) AS n FROM gone;
WITH new AS (INSERT INTO log (id) VALUES (:id) RETURNING *) SELECT count(*) AS n FROM new;
