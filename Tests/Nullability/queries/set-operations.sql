-- UNION of NOT NULL and nullable
-- x: may  the second side
SELECT name AS x FROM users UNION SELECT zip FROM addresses;

-- UNION of nullable and NOT NULL
-- x: may  the first side
SELECT nick AS x FROM users UNION SELECT city FROM addresses;

-- UNION of NOT NULL columns
-- x: never  neither side
SELECT name AS x FROM users UNION SELECT city FROM addresses;

-- UNION ALL
-- x: may  the second side
-- y: never  neither side
SELECT nick AS x, name AS y FROM users UNION ALL SELECT zip, city FROM addresses;

-- UNION with NULL
-- x: may  the constant
SELECT name AS x FROM users UNION ALL SELECT NULL;

-- UNION of three
-- x: may  the middle
SELECT name AS x FROM users UNION ALL SELECT zip FROM addresses UNION ALL SELECT note FROM orders;

-- INTERSECT with a NOT NULL side
-- x: never  what both have
SELECT nick AS x FROM users INTERSECT SELECT city FROM addresses;

-- INTERSECT with a NOT NULL side first
-- x: never  what both have
SELECT name AS x FROM users INTERSECT SELECT zip FROM addresses;

-- INTERSECT of nullable columns
-- x: may  NULL may be on both sides
SELECT nick AS x FROM users INTERSECT SELECT zip FROM addresses;

-- INTERSECT ALL
-- x: may  NULL may be on both sides
SELECT nick AS x FROM users INTERSECT ALL SELECT zip FROM addresses;

-- EXCEPT
-- x: never  rows of the left side
SELECT name AS x FROM users EXCEPT SELECT zip FROM addresses;

-- EXCEPT of a nullable left side
-- x: may  rows of the left side
SELECT nick AS x FROM users EXCEPT SELECT city FROM addresses;

-- nested
-- x: may  the right side of the right side
SELECT name AS x FROM users UNION (SELECT city FROM addresses UNION SELECT note FROM orders);

-- nested INTERSECT in UNION
-- x: never  INTERSECT takes the NULL away
SELECT name AS x FROM users UNION (SELECT zip FROM addresses INTERSECT SELECT city FROM addresses);

-- with ORDER BY and LIMIT
-- x: may  the second side
(SELECT name AS x FROM users UNION SELECT zip FROM addresses) ORDER BY x NULLS FIRST LIMIT 3;

-- in a subquery, asked for outside
-- x: never  WHERE outside
SELECT s.x FROM (SELECT nick AS x FROM users UNION SELECT zip FROM addresses) s WHERE s.x <> '';

-- of counts
-- n: never  counts
SELECT count(*) AS n FROM users UNION ALL SELECT count(*) FROM orders;

-- of sums
-- n: may  sums over no rows
SELECT count(*)::numeric AS n FROM users UNION ALL SELECT sum(total) FROM orders;

-- with outer joins
-- x: may  the far side
SELECT name AS x FROM users
UNION SELECT u.name FROM users u RIGHT JOIN addresses a ON a.billing_for = u.id;

-- of VALUES
-- column1: may  one of the constants
VALUES ('a') UNION ALL VALUES (NULL);

-- under an aggregate
-- m: may  both arms may be empty
-- n: never  a count
SELECT max(s.x) AS m, count(*) AS n
FROM (SELECT id AS x FROM users UNION ALL SELECT buyer FROM orders) s;
