-- a WITH query
-- name: never  NOT NULL inside
-- nick: may  nullable inside
WITH q AS (SELECT name, nick FROM users) SELECT name, nick FROM q;

-- a WITH query, asked for outside
-- nick: never  asked for
WITH q AS (SELECT nick FROM users) SELECT nick FROM q WHERE nick > '';

-- a WITH query on the far side
-- n: may  no such row
WITH q AS (SELECT buyer, count(*) AS n FROM orders GROUP BY buyer)
SELECT q.n FROM users u LEFT JOIN q ON q.buyer = u.id;

-- a WITH query of one row
-- n: never  a count
-- id: never  NOT NULL
WITH q AS (SELECT count(*) AS n FROM orders) SELECT q.n, u.id FROM q CROSS JOIN users u;

-- WITH in WITH
-- n: never  NOT NULL inside
WITH a AS (WITH b AS (SELECT name FROM users) SELECT name AS n FROM b) SELECT n FROM a;

-- a WITH query used twice
-- x: never  inner
-- y: may  the far side
WITH q AS (SELECT id, name FROM users)
SELECT a.name AS x, b.name AS y FROM q a LEFT JOIN q b ON b.id = a.id + 1;

-- MATERIALIZED
-- nick: may  nullable
WITH q AS MATERIALIZED (SELECT nick FROM users) SELECT nick FROM q;

-- recursion over numbers
-- n: never  a constant and a sum
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT n FROM r;

-- recursion over a tree
-- id: never  NOT NULL in both parts
-- title: never  NOT NULL in both parts
-- remark: may  nullable in both parts
-- depth: never  a constant and a sum
WITH RECURSIVE r AS (
  SELECT id, title, remark, 1 AS depth FROM nodes WHERE up IS NULL
  UNION ALL
  SELECT n.id, n.title, n.remark, r.depth + 1 FROM r JOIN nodes n ON n.up = r.id
    WHERE r.depth < 4)
SELECT id, title, remark, depth FROM r;

-- recursion that starts with a value and goes on with NULL
-- x: may  the second part
WITH RECURSIVE r(n, x) AS (
  SELECT 1, 'a'::text UNION ALL SELECT n + 1, nullif(x, 'a') FROM r WHERE n < 3)
SELECT x FROM r;

-- recursion that starts with NULL
-- x: may  the first part
WITH RECURSIVE r(n, x) AS (SELECT 1, NULL::text UNION ALL SELECT n + 1, 'a' FROM r WHERE n < 3)
SELECT x FROM r;

-- recursion in which one column feeds another
-- x: may  y comes to x in the next step
-- y: may  nullable
WITH RECURSIVE r(n, x, y) AS (
  SELECT 1, 'a'::text, nick FROM users UNION ALL SELECT n + 1, y, y FROM r WHERE n < 3)
SELECT x, y FROM r;

-- recursion in which columns are swapped
-- x: never  both are values
-- y: never  both are values
WITH RECURSIVE r(n, x, y) AS (
  SELECT 1, 'a'::text, 'b'::text UNION ALL SELECT n + 1, y, x FROM r WHERE n < 3)
SELECT x, y FROM r;

-- recursion through a left join
-- id: may  the far side
WITH RECURSIVE r(n, id) AS (
  SELECT 1, id FROM nodes
  UNION ALL
  SELECT r.n + 1, c.id FROM r LEFT JOIN nodes c ON c.up = r.id WHERE r.n < 3)
SELECT id FROM r;

-- recursion with an aggregate over it
-- m: may  over no rows
-- n: never  a count
WITH RECURSIVE r AS (SELECT id FROM nodes WHERE up IS NULL
  UNION SELECT n.id FROM r JOIN nodes n ON n.up = r.id)
SELECT max(id) AS m, count(*) AS n FROM r;

-- a WITH query that inserts
-- sku: never  a primary key
-- place: may  nothing was given
WITH i AS (INSERT INTO stock (sku) VALUES ('new') RETURNING sku, place) SELECT sku, place FROM i;

-- a WITH query that deletes
-- sku: never  a primary key
-- place: may  nullable
WITH d AS (DELETE FROM stock RETURNING sku, place) SELECT sku, place FROM d;

-- a WITH query that updates, counted
-- n: never  a count
WITH d AS (UPDATE stock SET amount = 1 RETURNING sku) SELECT count(*) AS n FROM d;

-- a WITH query in a subquery
-- x: never  a count
SELECT (WITH q AS (SELECT 1) SELECT count(*) FROM q) AS x;

-- VALUES in WITH
-- a: never  no row holds NULL
-- b: may  one row holds NULL
WITH v(a, b) AS (VALUES (1, 'x'), (2, NULL)) SELECT a, b FROM v;

-- what SEARCH and CYCLE add
-- line: never  every row has its place
-- looped: never  one of two constants
-- route: never  every row has a way to it
WITH RECURSIVE r AS (SELECT id, up FROM nodes WHERE up IS NULL
  UNION ALL SELECT n.id, n.up FROM r JOIN nodes n ON n.up = r.id)
  SEARCH DEPTH FIRST BY up, id SET line CYCLE id SET looped USING route
SELECT line, looped, route FROM r;

-- breadth first, by a column that may be NULL
-- line: never  every row has its place
WITH RECURSIVE r AS (SELECT id, up FROM nodes WHERE up IS NULL
  UNION ALL SELECT n.id, n.up FROM r JOIN nodes n ON n.up = r.id)
  SEARCH BREADTH FIRST BY up SET line
SELECT line FROM r;

-- a mark that is NULL
-- looped: may  the mark of rows that are in no cycle
WITH RECURSIVE r AS (SELECT id, up FROM nodes WHERE up IS NULL
  UNION ALL SELECT n.id, n.up FROM r JOIN nodes n ON n.up = r.id)
  CYCLE id SET looped TO 'yes' DEFAULT NULL USING route
SELECT looped FROM r;

-- marks on the far side of a join
-- looped: may  no such row
-- line: may  no such row
WITH RECURSIVE r AS (SELECT id, up FROM nodes WHERE up IS NULL
  UNION ALL SELECT n.id, n.up FROM r JOIN nodes n ON n.up = r.id)
  SEARCH BREADTH FIRST BY id SET line CYCLE id SET looped USING route
SELECT r.looped, r.line FROM users u LEFT JOIN r ON r.id = u.id + 1000;

-- names that Unicode takes for the same
-- x: never  NOT NULL
-- y: may  nullable
WITH "café" AS (SELECT nick AS v, id FROM users), "café" AS (SELECT name AS v, id FROM users)
SELECT b.v AS x, a.v AS y FROM "café" a JOIN "café" b ON b.id = a.id;
