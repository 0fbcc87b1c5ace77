-- a scalar subquery that may find nothing
-- x: may  no row
SELECT (SELECT city FROM addresses ORDER BY id LIMIT 1) AS x;

-- a scalar subquery of a count
-- n: never  a count is always there
SELECT (SELECT count(*) FROM addresses a WHERE a.user_id = u.id) AS n FROM users u;

-- a scalar subquery of max
-- m: may  max over no rows
SELECT (SELECT max(city) FROM addresses a WHERE a.user_id = u.id) AS m FROM users u;

-- a scalar subquery of a count in groups
-- n: may  no group
SELECT (SELECT count(*) FROM addresses WHERE user_id = u.id GROUP BY user_id) AS n FROM users u;

-- a scalar subquery of a count with HAVING
-- n: may  the group may be left out
SELECT (SELECT count(*) FROM addresses HAVING count(*) > 1) AS n;

-- a scalar subquery of a count with LIMIT 0
-- n: may  LIMIT takes it away
SELECT (SELECT count(*) FROM addresses LIMIT 0) AS n;

-- a scalar subquery of a count with LIMIT 1
-- n: never  one row is left
SELECT (SELECT count(*) FROM addresses LIMIT 1) AS n;

-- a scalar subquery of a count with OFFSET
-- n: may  the only row is skipped
SELECT (SELECT count(*) FROM addresses OFFSET 1) AS n;

-- a scalar subquery without FROM
-- x: never  one row with a constant
-- y: may  one row with a nullable column
SELECT (SELECT 1) AS x, (SELECT u.nick) AS y FROM users u;

-- a scalar subquery without FROM and with WHERE
-- x: may  WHERE may leave nothing
SELECT (SELECT 1 WHERE u.age > 1) AS x FROM users u;

-- a scalar subquery of VALUES
-- x: never  one row
SELECT (VALUES (1)) AS x;

-- a scalar subquery over a subquery of one row
-- x: never  one row inside and outside
SELECT (SELECT s.n + 1 FROM (SELECT count(*) AS n FROM users) s) AS x;

-- a scalar subquery over a cross join of single rows
-- x: never  one row each
SELECT (SELECT a.n + b.n FROM (SELECT count(*) AS n FROM users) a,
  (SELECT count(*) AS n FROM orders) b) AS x;

-- a scalar subquery over UNION
-- x: may  no rows on either side
SELECT (SELECT id FROM users WHERE id = 1 UNION SELECT id FROM users WHERE id = 1) AS x;

-- a scalar subquery over a function that may give no row
-- x: may  an empty series
SELECT (SELECT g FROM generate_series(1, u.age) g LIMIT 1) AS x FROM users u;

-- coalesce around a scalar subquery
-- x: never  coalesce ends at a constant
SELECT coalesce((SELECT max(city) FROM addresses), 'none') AS x;

-- EXISTS
-- x: never  true or false
-- y: never  true or false
SELECT EXISTS (SELECT 1 FROM addresses a WHERE a.user_id = u.id) AS x,
  NOT EXISTS (SELECT 1 FROM orders) AS y
FROM users u;

-- ARRAY
-- x: never  an empty array for no rows
SELECT ARRAY(SELECT zip FROM addresses a WHERE a.user_id = u.id) AS x FROM users u;

-- IN over NOT NULL on both sides
-- x: never  every comparison decides
SELECT id IN (SELECT user_id FROM addresses) AS x FROM users;

-- IN over a nullable value
-- x: may  NULL is neither in nor out
SELECT age IN (SELECT user_id FROM addresses) AS x FROM users;

-- IN over nullable rows
-- x: may  a NULL among them leaves it open
SELECT id IN (SELECT billing_for FROM addresses) AS x FROM users;

-- NOT IN
-- x: never  every comparison decides
-- y: may  a NULL among them leaves it open
SELECT id NOT IN (SELECT user_id FROM addresses) AS x,
  id NOT IN (SELECT billing_for FROM addresses) AS y
FROM users;

-- ALL
-- x: never  every comparison decides
-- y: may  a NULL among them leaves it open
SELECT id > ALL (SELECT user_id FROM addresses) AS x,
  id > ALL (SELECT billing_for FROM addresses) AS y
FROM users;

-- rows in a subquery
-- x: never  every comparison decides
-- y: may  half of a row may be NULL
SELECT (id, name) IN (SELECT user_id, city FROM addresses) AS x,
  (id, name) IN (SELECT user_id, zip FROM addresses) AS y
FROM users;

-- a row compared with a row that may be missing
-- x: may  no row
SELECT (1, 'a') = (SELECT user_id, city FROM addresses WHERE id = u.id) AS x FROM users u;

-- a subquery in FROM
-- name: never  NOT NULL inside
-- nick: may  nullable inside
SELECT s.name, s.nick FROM (SELECT name, nick FROM users) s;

-- subqueries in subqueries
-- n: never  NOT NULL three levels down
SELECT a.n FROM (SELECT b.n FROM (SELECT name AS n FROM users) b) a;

-- an expression in a subquery
-- x: never  coalesce inside
SELECT s.x || 'y' AS x FROM (SELECT coalesce(nick, name) AS x FROM users) s;

-- a correlated subquery of the preserved side
-- x: never  count
SELECT (SELECT count(*) FROM orders o WHERE o.buyer = u.id) + 1 AS x
FROM users u LEFT JOIN addresses a ON a.user_id = u.id;

-- a correlated subquery that gives the outer column
-- x: never  one row with the outer value
-- y: may  the far side
SELECT (SELECT u.name) AS x, (SELECT a.city) AS y
FROM users u LEFT JOIN addresses a ON a.user_id = u.id;

-- a correlated value that WHERE outside asks for
-- x: never  WHERE keeps rows with a nick
SELECT (SELECT u.nick || 'x') AS x FROM users u WHERE u.nick IS NOT NULL;

-- a set-returning function in a scalar subquery
-- x: may  an empty array gives no row
SELECT (SELECT unnest(ARRAY[1, 2]) LIMIT 1 OFFSET u.age) AS x FROM users u WHERE age >= 0;

-- LIMIT in a subquery in FROM
-- name: never  NOT NULL inside
SELECT s.name FROM (SELECT name FROM users ORDER BY id LIMIT 1) s;

-- a scalar subquery of a count with a LIMIT that is computed
-- n: may  the limit is zero
SELECT (SELECT count(*) FROM addresses LIMIT mod(4, 2)) AS n;
