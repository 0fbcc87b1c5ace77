-- ROLLUP
-- name: may  NULL in the row for all
-- n: never  a count
SELECT name, count(*) AS n FROM users GROUP BY ROLLUP (name);

-- CUBE
-- name: may  NULL where it is not grouped by
-- active: may  NULL where it is not grouped by
SELECT name, active FROM users GROUP BY CUBE (name, active);

-- GROUPING SETS
-- name: may  NULL in the other set
-- active: may  NULL in the other set
SELECT name, active FROM users GROUP BY GROUPING SETS ((name), (active));

-- a column in every set
-- name: never  in every set
-- active: may  in one set only
SELECT name, active FROM users GROUP BY GROUPING SETS ((name), (name, active));

-- a column beside ROLLUP
-- name: never  grouped by in any case
-- active: may  rolled up
SELECT name, active FROM users GROUP BY name, ROLLUP (active);

-- a nullable column in every set
-- nick: may  nullable by itself
-- active: may  in one set only
SELECT nick, active FROM users GROUP BY GROUPING SETS ((nick), (nick, active));

-- an expression over a rolled up column
-- x: may  NULL in the row for all
-- y: never  coalesce ends at a constant
SELECT upper(name) AS x, coalesce(name, 'all') AS y FROM users GROUP BY ROLLUP (name);

-- an expression that is rolled up
-- x: may  NULL in the row for all
SELECT upper(name) AS x FROM users GROUP BY ROLLUP (upper(name));

-- coalesce that is rolled up as a whole
-- x: may  NULL in the row for all
SELECT coalesce(nick, 'x') AS x FROM users GROUP BY ROLLUP (coalesce(nick, 'x'));

-- grouping()
-- g: never  a number
-- name: may  NULL in the row for all
SELECT grouping(name) AS g, name FROM users GROUP BY ROLLUP (name);

-- aggregates in sets that are never empty
-- s: never  every set has a row
-- active: may  in one set only
SELECT sum(id) AS s, active FROM users GROUP BY GROUPING SETS ((name), (name, active));

-- aggregates over the empty set
-- s: may  the row for all over no rows
SELECT sum(id) AS s FROM users GROUP BY ROLLUP (name);

-- an aggregate over a column that is rolled up
-- s: may  the row for all over no rows
-- n: never  a count
SELECT max(name) AS s, count(name) AS n FROM users GROUP BY CUBE (name);

-- a constant beside sets
-- c: never  a constant
SELECT 'x'::text AS c FROM users GROUP BY ROLLUP (name);

-- CASE over grouping()
-- label: never  coalesce ends at a constant
SELECT CASE WHEN grouping(name) = 1 THEN 'all' ELSE coalesce(name, '') END AS label
FROM users GROUP BY ROLLUP (name);

-- sets in a subquery
-- name: may  NULL in the row for all
SELECT s.name FROM (SELECT name FROM users GROUP BY ROLLUP (name)) s;

-- sets, asked for outside
-- name: never  the row for all is left out
SELECT s.name FROM (SELECT name FROM users GROUP BY ROLLUP (name)) s WHERE s.name IS NOT NULL;

-- sets and HAVING
-- name: never  the row for all has none
SELECT name FROM users GROUP BY ROLLUP (name) HAVING name > '';

-- WHERE says nothing of the row for all
-- name: may  NULL in the row for all
SELECT name FROM users WHERE name > '' GROUP BY ROLLUP (name);

-- a join below sets
-- city: may  the row for all
SELECT a.city FROM users u JOIN addresses a ON a.user_id = u.id GROUP BY ROLLUP (a.city);

-- a fraction that is rolled up
-- p: may  the row for all has no fraction
SELECT percentile_disc(1.0 / (1 + length(name))) WITHIN GROUP (ORDER BY id) AS p
FROM users GROUP BY GROUPING SETS ((name), (active));

-- HAVING about an expression that is grouped by as a whole
-- age: may  NULL in the other set
SELECT age FROM users GROUP BY GROUPING SETS ((age), (age + 1)) HAVING age + 1 IS NOT NULL;

-- HAVING about a cast that is grouped by
-- code: may  NULL in the other set
SELECT code FROM users GROUP BY GROUPING SETS ((code), (code::text)) HAVING code::text > '';

-- HAVING about an expression over a column that is grouped by
-- age: never  the row for all has none
-- name: may  rolled up
SELECT age, upper(name) AS name FROM users GROUP BY ROLLUP (age, upper(name)) HAVING age + 1 > 0;

-- HAVING that compares with a column that is rolled up
-- nick: may  both are NULL in the row for all
-- name: may  both are NULL in the row for all
SELECT nick, name FROM users GROUP BY ROLLUP (nick, name) HAVING nick IS NOT DISTINCT FROM name;

-- CASE that compares with a column that is not in every set
-- a: may  both are NULL in the other set
-- b: never  a group by the column has it in each row
SELECT CASE WHEN age IS NOT DISTINCT FROM id THEN sum(age) ELSE 0 END AS a,
  CASE WHEN age IS NOT NULL THEN sum(age) ELSE 0 END AS b
FROM users GROUP BY GROUPING SETS ((age, id), (active));
