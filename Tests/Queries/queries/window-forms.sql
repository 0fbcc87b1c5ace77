SELECT rank() OVER (ORDER BY age DESC) AS place, row_number() OVER (PARTITION BY feeling ORDER BY born, id) AS nth,
  ntile(4) OVER (ORDER BY price) AS quarter, row_number() OVER () AS any FROM users;
SELECT sum(price) OVER (ORDER BY born RANGE BETWEEN '1 day' PRECEDING AND CURRENT ROW EXCLUDE TIES) AS s,
  nth_value(name, 2) OVER (ORDER BY age GROUPS 2 PRECEDING) AS second,
  lead(name, age, nick) OVER (ORDER BY id ROWS BETWEEN :n PRECEDING AND 1 FOLLOWING) AS next FROM users;
SELECT name, avg(price) FILTER (WHERE age > 1) OVER w AS a, last_value(nick) OVER (w ROWS UNBOUNDED PRECEDING) AS l
FROM users WINDOW w AS (PARTITION BY feeling ORDER BY age);
SELECT cume_dist() OVER (ORDER BY lower(name)) AS c, percent_rank() OVER (ORDER BY name) AS p,
  dense_rank() OVER (PARTITION BY user_id ORDER BY city NULLS FIRST) AS d FROM users JOIN addresses ON true;
SELECT s.id FROM (SELECT id, row_number() OVER (PARTITION BY name ORDER BY born DESC) AS n FROM users) s WHERE s.n = 1;
