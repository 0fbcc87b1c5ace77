-- counts
-- n: never  zero over no rows
-- m: never  zero over no values
-- d: never  zero over no values
SELECT count(*) AS n, count(nick) AS m, count(DISTINCT age) AS d FROM users;

-- over no rows
-- s: may  sum over no rows
-- a: may  avg over no rows
-- lo: may  min over no rows
-- hi: may  max over no rows
SELECT sum(id) AS s, avg(price) AS a, min(name) AS lo, max(born) AS hi FROM users;

-- over no rows, the others
-- l: may  array_agg over no rows
-- t: may  string_agg over no rows
-- b: may  bool_and over no rows
-- j: may  jsonb_agg over no rows
-- o: may  json_object_agg over no rows
SELECT array_agg(id) AS l, string_agg(name, ',') AS t, bool_and(active) AS b, jsonb_agg(id) AS j,
  json_object_agg(name, id) AS o
FROM users;

-- in groups, over NOT NULL columns
-- s: never  a group has a row
-- a: never  a group has a row
-- lo: never  a group has a row
-- hi: never  a group has a row
SELECT sum(id) AS s, avg(id) AS a, min(name) AS lo, max(born) AS hi FROM users GROUP BY age;

-- in groups, over nullable columns
-- s: may  all of a group may be NULL
-- hi: may  all of a group may be NULL
-- t: may  all of a group may be NULL
SELECT sum(age) AS s, max(nick) AS hi, string_agg(nick, ',') AS t FROM users GROUP BY active;

-- in groups, collections keep NULLs as elements
-- l: never  an array, whatever is in it
-- j: never  an array, whatever is in it
SELECT array_agg(nick) AS l, jsonb_agg(nick) AS j FROM users GROUP BY active;

-- in groups, truth
-- b: never  a group has a row
-- c: may  all of a group may be NULL
SELECT bool_or(active) AS b, every(flag) AS c FROM users GROUP BY feeling;

-- in groups, texts
-- t: never  a group has a row
SELECT string_agg(name, ',' ORDER BY id) AS t FROM users GROUP BY active;

-- in groups, bits
-- b: never  a group has a row
SELECT bit_or(id) AS b FROM users GROUP BY active;

-- in groups, with FILTER
-- s: may  the filter may leave nothing
-- n: never  a count
SELECT sum(id) FILTER (WHERE age > 1) AS s, count(*) FILTER (WHERE age > 1) AS n
FROM users GROUP BY active;

-- in groups, after WHERE
-- s: never  WHERE keeps rows with an age
SELECT sum(age) AS s FROM users WHERE age IS NOT NULL GROUP BY active;

-- the columns of groups
-- active: never  NOT NULL
-- age: may  NULLs make a group
-- n: never  a count
SELECT active, age, count(*) AS n FROM users GROUP BY active, age;

-- an expression over groups
-- x: never  a group's sum and its column
SELECT sum(id) + length(name) AS x FROM users GROUP BY name;

-- an expression of groups
-- up: never  of a NOT NULL column
-- down: may  of a nullable column
SELECT upper(name) AS up, lower(nick) AS down FROM users GROUP BY upper(name), lower(nick);

-- by the primary key
-- name: never  follows from the key
-- nick: may  follows from the key
-- n: never  a count
SELECT name, nick, count(*) AS n FROM users GROUP BY id;

-- GROUP BY ()
-- s: may  one group, also over no rows
SELECT sum(id) AS s FROM users GROUP BY ();

-- HAVING without GROUP BY
-- s: may  one group, also over no rows
SELECT sum(id) AS s FROM users HAVING count(*) < 5;

-- spread
-- v: may  of one value there is none
-- p: never  of one value it is zero
SELECT var_samp(id) AS v, var_pop(id) AS p FROM users GROUP BY active;

-- deviation
-- v: may  of one value there is none
-- p: never  of one value it is zero
SELECT stddev(id) AS v, stddev_pop(id) AS p FROM users GROUP BY active;

-- correlation
-- c: may  of one value there is none
-- n: never  a count
SELECT corr(id, id) AS c, regr_count(id, age) AS n FROM users GROUP BY active;

-- ordered sets
-- m: never  a group has a row
-- p: never  a group has a row
-- q: may  all of a group may be NULL
SELECT mode() WITHIN GROUP (ORDER BY name) AS m,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY id) AS p,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY age) AS q
FROM users GROUP BY active;

-- ordered sets over no rows
-- m: may  no rows
SELECT mode() WITHIN GROUP (ORDER BY name) AS m FROM users;

-- a hypothetical row
-- r: never  the place of a row that is not there
SELECT rank(3) WITHIN GROUP (ORDER BY age) AS r FROM users;

-- an aggregate of a user
-- l: may  nobody has reviewed it
SELECT latest(nick) AS l FROM users GROUP BY active;

-- ranges
-- r: never  a group has a row
SELECT range_agg(span) AS r FROM users GROUP BY active;

-- sum over the far side
-- s: may  no address at all
-- n: never  a count
SELECT sum(a.id) AS s, count(a.id) AS n FROM users u LEFT JOIN addresses a ON a.user_id = u.id
GROUP BY u.id;

-- coalesce around sum
-- s: never  coalesce ends at a constant
SELECT coalesce(sum(age), 0) AS s FROM users;

-- DISTINCT in an aggregate
-- s: never  a group has a row
SELECT sum(DISTINCT id) AS s FROM users GROUP BY active;

-- an aggregate over an expression
-- s: never  a group has a row
-- l: may  length of NULL
SELECT sum(length(name)) AS s, max(length(nick)) AS l FROM users GROUP BY id % 2;

-- a condition over an aggregate
-- x: may  sum over no rows compares to nothing
SELECT sum(id) > 1 AS x FROM users;

-- an aggregate over constants
-- x: may  no rows
-- y: may  no rows
SELECT max(1) AS x, array_agg(1) AS y FROM users WHERE age > 3;

-- an aggregate of a subquery in FROM
-- t: may  total of no orders
-- n: never  a count
SELECT sum(s.n) AS t, count(*) AS n FROM (SELECT count(*) AS n FROM orders GROUP BY buyer) s;

-- an aggregate over a row that is always there
-- t: never  the subquery gives one row
SELECT sum(s.n) AS t FROM (SELECT count(*) AS n FROM orders) s;

-- an aggregate over VALUES
-- t: never  two rows
SELECT sum(v) AS t FROM (VALUES (1), (2)) x(v);

-- an aggregate over VALUES and WHERE
-- t: may  WHERE may leave none
SELECT sum(v) AS t FROM (VALUES (1), (2)) x(v) WHERE v > (SELECT count(*) FROM users);

-- objects
-- o: never  a group has a row
SELECT jsonb_object_agg(name, nick) AS o FROM users GROUP BY active;
