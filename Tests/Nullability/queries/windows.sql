-- numbers
-- n: never  every row has one
-- r: never  every row has one
-- d: never  every row has one
-- p: never  every row has one
-- c: never  every row has one
SELECT row_number() OVER w AS n, rank() OVER w AS r, dense_rank() OVER w AS d,
  percent_rank() OVER w AS p, cume_dist() OVER w AS c
FROM users WINDOW w AS (ORDER BY age);

-- ntile
-- n: never  of a constant
-- m: may  of a nullable column
SELECT ntile(2) OVER (ORDER BY id) AS n, ntile(nullif(age, 0)) OVER (ORDER BY age DESC) AS m
FROM users WHERE age IS NULL OR age >= 0;

-- lag and lead
-- a: may  the first row has none before it
-- b: may  the last row has none behind it
SELECT lag(name) OVER (ORDER BY id) AS a, lead(name) OVER (ORDER BY id) AS b FROM users;

-- lag with a default
-- a: never  the default is there for the first row
-- b: may  the row before may hold NULL
-- c: may  the default may be NULL
SELECT lag(name, 1, '') OVER (ORDER BY id) AS a, lag(nick, 1, '') OVER (ORDER BY id) AS b,
  lag(name, 1, nick) OVER (ORDER BY id) AS c
FROM users;

-- lag with an offset that may be NULL
-- a: may  NULL steps nowhere
SELECT lag(name, age, '') OVER (ORDER BY id) AS a FROM users;

-- first and last
-- a: never  the frame has the row itself
-- b: never  the frame has the row itself
-- c: may  the first row may hold NULL
SELECT first_value(name) OVER (ORDER BY id) AS a, last_value(name) OVER (ORDER BY id) AS b,
  first_value(nick) OVER (ORDER BY id) AS c
FROM users;

-- first in a frame that may be empty
-- a: may  the first row has none before it
SELECT first_value(name) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS a
FROM users;

-- nth_value
-- a: may  there may be no second row
SELECT nth_value(name, 2) OVER (ORDER BY id) AS a FROM users;

-- sums over the usual frame
-- s: never  the frame has the row itself
-- t: may  all of the frame may be NULL
-- n: never  a count
SELECT sum(id) OVER (ORDER BY name) AS s, sum(age) OVER (ORDER BY name) AS t,
  count(nick) OVER () AS n
FROM users;

-- max over all
-- m: never  the row itself is there
SELECT max(name) OVER () AS m FROM users;

-- max in partitions
-- m: never  the row itself is there
-- x: may  all of the partition may be NULL
SELECT max(name) OVER (PARTITION BY active) AS m, max(nick) OVER (PARTITION BY active) AS x
FROM users;

-- a frame behind the row
-- s: may  the last row has nothing behind it
SELECT sum(id) OVER (ORDER BY id ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING) AS s FROM users;

-- a frame before the row
-- s: may  the first row has nothing before it
SELECT sum(id) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS s
FROM users;

-- a frame around the row
-- s: never  the row itself is there
SELECT sum(id) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS s FROM users;

-- a frame from the row on
-- s: never  the row itself is there
SELECT sum(id) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS s
FROM users;

-- EXCLUDE CURRENT ROW
-- s: may  nothing else may be there
SELECT sum(id) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  EXCLUDE CURRENT ROW) AS s
FROM users;

-- EXCLUDE GROUP
-- s: may  nothing else may be there
SELECT max(id) OVER (ORDER BY active RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  EXCLUDE GROUP) AS s
FROM users;

-- EXCLUDE TIES keeps the row itself
-- s: never  the row itself is there
SELECT max(id) OVER (ORDER BY active RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
  EXCLUDE TIES) AS s
FROM users;

-- FILTER in a window
-- s: may  the filter may leave nothing
SELECT sum(id) FILTER (WHERE age > 1) OVER (ORDER BY id) AS s FROM users;

-- array_agg in a window
-- l: never  an array, whatever is in it
SELECT array_agg(nick) OVER (ORDER BY id) AS l FROM users;

-- a window over groups
-- s: never  the sum of counts
-- r: may  sum over a group of NULLs
SELECT sum(count(*)) OVER () AS s, sum(age) OVER (ORDER BY age) AS r FROM users GROUP BY age;

-- a window in a subquery
-- name: never  NOT NULL
-- n: never  every row has one
SELECT s.name, s.n FROM (SELECT name, row_number() OVER (PARTITION BY active ORDER BY id) AS n
  FROM users) s
WHERE s.n = 1;

-- lag in an expression
-- d: may  the first row has none before it
-- e: never  coalesce ends at a constant
SELECT id - lag(id) OVER (ORDER BY id) AS d, coalesce(id - lag(id) OVER (ORDER BY id), 0) AS e
FROM users;

-- CASE about the row itself, with the values of other rows
-- a: may  the row before may hold NULL
-- b: may  the first row may hold NULL
-- c: may  the last row may hold NULL
-- d: never  the sum is over the row itself too
SELECT CASE WHEN age IS NOT NULL THEN lag(age, 1, 0) OVER (ORDER BY id) ELSE 0 END AS a,
  CASE WHEN age IS NOT NULL THEN first_value(age) OVER (ORDER BY id) ELSE 0 END AS b,
  CASE WHEN age IS NOT NULL THEN last_value(age) OVER (ORDER BY active) ELSE 0 END AS c,
  CASE WHEN age IS NOT NULL THEN sum(age) OVER (ORDER BY id) ELSE 0 END AS d
FROM users;

-- AND about the row itself, with the value of another
-- a: may  the next row may hold NULL
SELECT age IS NOT NULL AND lead(age, 1, 0) OVER (ORDER BY id) > 0 AS a FROM users;

-- a side of FULL JOIN in other rows
-- a: may  the first row may lack the one side, this row the other
-- b: never  one side of this row is there
SELECT coalesce(first_value(u.name) OVER (ORDER BY coalesce(u.id, a.id) DESC), a.city) AS a,
  coalesce(max(u.name) OVER (), a.city) AS b
FROM users u FULL JOIN addresses a ON u.id = a.id;
