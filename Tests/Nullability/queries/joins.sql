-- inner join
-- name: never  both sides are there
-- city: never  both sides are there
-- zip: may  nullable
SELECT u.name, a.city, a.zip FROM users u JOIN addresses a ON a.user_id = u.id;

-- left join
-- name: never  the preserved side
-- city: may  the far side
-- id: may  the far side
SELECT u.name, a.city, a.id FROM users u LEFT JOIN addresses a ON a.user_id = u.id;

-- right join
-- name: may  the far side
-- city: never  the preserved side
SELECT u.name, a.city FROM users u RIGHT JOIN addresses a ON a.billing_for = u.id;

-- full join
-- name: may  either side may be missing
-- city: may  either side may be missing
SELECT u.name, a.city FROM users u FULL JOIN addresses a ON a.billing_for = u.id;

-- cross join
-- name: never  both sides are there
-- room: never  both sides are there
SELECT u.name, s.room FROM users u CROSS JOIN shelves s;

-- a list of tables
-- name: never  both sides are there
-- nick: may  nullable
-- room: never  both sides are there
SELECT u.name, u.nick, s.room FROM users u, shelves s;

-- NATURAL JOIN
-- id: never  both sides are there
-- room: never  both sides are there
SELECT id, room FROM shelves NATURAL JOIN (SELECT id FROM users) u;

-- NATURAL LEFT JOIN
-- id: never  of the preserved side
-- title: may  the far side
SELECT id, title FROM shelves NATURAL LEFT JOIN (SELECT id, title FROM books) b;

-- USING in an inner join
-- id: never  both sides are there
SELECT id FROM users JOIN shelves USING (id);

-- USING in a left join
-- id: never  it is the left one's
-- room: may  the far side
SELECT id, room FROM users LEFT JOIN shelves USING (id);

-- USING in a right join
-- id: never  it is the right one's
-- name: may  the far side
SELECT id, name FROM users RIGHT JOIN shelves USING (id);

-- USING in a full join: one side is always there
-- id: never  whichever side is there has one
-- name: may  the left side may be missing
-- room: may  the right side may be missing
SELECT id, name, room FROM users FULL JOIN shelves USING (id);

-- USING in a full join over a nullable column
-- id: may  the right side's may be NULL
SELECT id FROM users FULL JOIN (SELECT billing_for AS id FROM addresses) a USING (id);

-- full joins in a chain
-- id: never  whichever side is there has one
SELECT id FROM users FULL JOIN shelves USING (id) FULL JOIN books USING (id);

-- a full join below a left join
-- id: may  the whole join may be missing
SELECT j.id FROM nodes n LEFT JOIN (users FULL JOIN shelves USING (id)) j ON j.id = n.up;

-- columns of both sides of a full join, by coalesce
-- id: never  whichever side is there has one
SELECT coalesce(u.id, s.id) AS id FROM users u FULL JOIN shelves s ON s.id = u.id;

-- coalesce of columns of both sides that are nullable themselves
-- x: may  the side that is there may hold NULL
SELECT coalesce(u.nick, a.zip) AS x FROM users u FULL JOIN addresses a ON a.user_id = u.id;

-- left join below an inner join
-- city: may  nothing asks for the address
-- room: never  joined
SELECT a.city, s.room
FROM users u LEFT JOIN addresses a ON a.billing_for = u.id JOIN shelves s ON s.id = u.id;

-- a left join that an inner join behind it needs
-- city: never  the next join compares a column of it
-- id: never  the next join compares a column of it
SELECT a.city, a.id
FROM users u LEFT JOIN addresses a ON a.billing_for = u.id JOIN shelves s ON s.id = a.user_id;

-- a left join that WHERE needs
-- city: never  the row without an address fails the condition
-- zip: may  nullable by itself
SELECT a.city, a.zip
FROM users u LEFT JOIN addresses a ON a.billing_for = u.id WHERE a.user_id > 1;

-- a left join that WHERE needs by IS NOT NULL
-- city: never  the row without an address fails the condition
-- zip: may  nullable by itself
SELECT a.city, a.zip
FROM users u LEFT JOIN addresses a ON a.billing_for = u.id WHERE a.id IS NOT NULL;

-- WHERE through OR, both alternatives about the far side
-- city: never  either alternative needs the address
-- zip: may  only one alternative needs it
SELECT a.city, a.zip FROM users u LEFT JOIN addresses a ON a.billing_for = u.id
WHERE a.zip = 'a' OR a.user_id > 1;

-- WHERE through OR, one alternative about the near side
-- city: may  the near side alone may pass
SELECT a.city FROM users u LEFT JOIN addresses a ON a.billing_for = u.id
WHERE a.city = 'a' OR u.id > 1;

-- WHERE that keeps the row without a match
-- city: may  IS NULL looks for the rows without a match
SELECT a.city FROM users u LEFT JOIN addresses a ON a.billing_for = u.id WHERE a.id IS NULL;

-- an anti join beside an inner one
-- name: never  preserved
-- id: may  always NULL
SELECT u.name, a.id FROM users u LEFT JOIN addresses a ON a.user_id = u.id
WHERE a.id IS NULL AND u.age > 0;

-- coalesce in WHERE does not need the far side
-- city: may  coalesce takes the missing one
SELECT a.city FROM users u LEFT JOIN addresses a ON a.billing_for = u.id
WHERE coalesce(a.city, 'x') = 'x';

-- IS DISTINCT FROM does not need the far side
-- city: may  NULL is distinct from 'a'
SELECT a.city FROM users u LEFT JOIN addresses a ON a.billing_for = u.id
WHERE a.city IS DISTINCT FROM 'a';

-- IS NOT DISTINCT FROM a constant needs it
-- id: never  NULL is not the same as a constant
SELECT a.id FROM users u LEFT JOIN addresses a ON a.billing_for = u.id
WHERE a.city IS NOT DISTINCT FROM 'a';

-- a full join that WHERE makes a left one
-- name: never  the rows without a user fail
-- city: may  the address may be missing
SELECT u.name, a.city FROM users u FULL JOIN addresses a ON a.billing_for = u.id WHERE u.id > 0;

-- a full join that WHERE makes a right one
-- name: may  the user may be missing
-- city: never  the rows without an address fail
SELECT u.name, a.city FROM users u FULL JOIN addresses a ON a.billing_for = u.id
WHERE a.city IS NOT NULL;

-- a full join that WHERE makes an inner one
-- name: never  both are asked for
-- city: never  both are asked for
SELECT u.name, a.city FROM users u FULL JOIN addresses a ON a.billing_for = u.id
WHERE a.city <> u.name;

-- a condition in ON of the far side keeps nothing
-- city: may  the far side
-- zip: may  ON decides about matches only
SELECT a.city, a.zip
FROM users u LEFT JOIN addresses a ON a.billing_for = u.id AND a.zip IS NOT NULL;

-- a condition in ON of the near side keeps nothing
-- nick: may  rows that fail ON stay
SELECT u.nick FROM users u LEFT JOIN addresses a ON u.nick = a.zip;

-- the condition of an inner join
-- nick: never  compared
-- zip: never  compared
SELECT u.nick, a.zip FROM users u JOIN addresses a ON u.nick = a.zip;

-- the condition of an inner join on the far side of an outer one
-- zip: may  the whole far side may be missing
SELECT x.zip FROM shelves s
LEFT JOIN (addresses a JOIN users u ON u.nick = a.zip) x ON x.user_id = s.id;

-- left join in a left join
-- title: may  the outer far side
-- id: may  the inner far side
SELECT b.title, c.id FROM users u
LEFT JOIN (books b LEFT JOIN chapters c ON c.id = b.id) ON b.id = u.id;

-- left join in a left join that WHERE needs in full
-- title: never  asked for through the inner one
-- id: never  asked for
SELECT b.title, c.id FROM users u
LEFT JOIN (books b LEFT JOIN chapters c ON c.id = b.id) ON b.id = u.id WHERE c.shelf_id > 0;

-- left join in a left join that WHERE needs in half
-- title: never  asked for
-- id: may  the inner far side may be missing
SELECT b.title, c.id FROM users u
LEFT JOIN (books b LEFT JOIN chapters c ON c.id = b.id) ON b.id = u.id WHERE b.title > '';

-- a right join around a left join
-- name: may  the far side of the right join
-- city: may  the far side of both
-- room: never  the preserved side
SELECT u.name, a.city, s.room
FROM users u LEFT JOIN addresses a ON a.user_id = u.id RIGHT JOIN shelves s ON s.id = u.id;

-- a condition that OR makes weaker in a join
-- nick: may  the other alternative may hold
SELECT u.nick FROM users u JOIN addresses a ON u.nick = a.zip OR u.id = a.user_id;

-- a self join
-- name: never  inner
-- other: may  the far side
SELECT a.name, b.name AS other FROM users a LEFT JOIN users b ON b.id = a.age;

-- LATERAL, inner
-- x: never  computed from the left side
SELECT l.x FROM users u, LATERAL (SELECT u.name || 'x' AS x) l;

-- LATERAL of a nullable column
-- x: may  the column is nullable
SELECT l.x FROM users u, LATERAL (SELECT u.nick AS x) l;

-- LATERAL of a column that WHERE asks for
-- x: never  WHERE keeps rows with a nick
SELECT l.x FROM users u, LATERAL (SELECT u.nick AS x) l WHERE u.nick > '';

-- LEFT JOIN LATERAL that may find nothing
-- city: may  no address
SELECT l.city FROM users u
LEFT JOIN LATERAL (SELECT city FROM addresses WHERE user_id = u.id LIMIT 1) l ON true;

-- LEFT JOIN LATERAL that always finds one row
-- n: never  count gives a row, whatever is there
-- last: may  max over no rows
SELECT l.n, l.last FROM users u
LEFT JOIN LATERAL (SELECT count(*) AS n, max(zip) AS last FROM addresses a
  WHERE a.user_id = u.id) l ON true;

-- LEFT JOIN LATERAL that always finds one row, with a condition
-- n: may  the condition may fail
SELECT l.n FROM users u
LEFT JOIN LATERAL (SELECT count(*) AS n FROM addresses a WHERE a.user_id = u.id) l ON l.n > 1;

-- LEFT JOIN of VALUES
-- v: never  VALUES always has a row
SELECT x.v FROM users u LEFT JOIN (VALUES (1), (2)) x(v) ON true;

-- LEFT JOIN of VALUES with a condition
-- v: may  none may fit
SELECT x.v FROM users u LEFT JOIN (VALUES (1), (2)) x(v) ON x.v = u.age;

-- LEFT JOIN of an empty VALUES, by LIMIT 0
-- v: may  no row is left
SELECT x.v FROM users u LEFT JOIN (SELECT v FROM (VALUES (1)) y(v) LIMIT 0) x ON true;

-- LATERAL function of the left side
-- tag: may  arrays may hold NULL
SELECT t.tag FROM users u CROSS JOIN LATERAL unnest(u.tags) AS t(tag);

-- LEFT JOIN LATERAL over a function
-- n: may  the series may be empty
SELECT g.n FROM users u LEFT JOIN LATERAL generate_series(1, u.age) AS g(n) ON true;

-- the alias of a join
-- name: never  inner
-- city: never  inner
SELECT j.name, j.city FROM (users u JOIN addresses a ON a.user_id = u.id) j;

-- the alias of an outer join
-- name: never  preserved
-- city: may  the far side
SELECT j.name, j.city FROM (users u LEFT JOIN addresses a ON a.billing_for = u.id) j;

-- an expression over the far side
-- x: may  NULL for rows without a match
-- y: never  coalesce ends at a constant
-- z: never  concat skips NULL
SELECT upper(a.city) AS x, coalesce(a.city, '') AS y, concat(a.city, u.name) AS z
FROM users u LEFT JOIN addresses a ON a.user_id = u.id;

-- an outer join inside of a subquery, asked for outside
-- city: never  the condition outside needs it
SELECT s.city FROM (SELECT a.city FROM users u LEFT JOIN addresses a ON a.billing_for = u.id) s
WHERE s.city > '';

-- a condition on one column of a subquery says nothing of another
-- zip: may  nullable
SELECT s.zip FROM (SELECT a.city, a.zip FROM users u
  LEFT JOIN addresses a ON a.billing_for = u.id) s
WHERE s.city > '';

-- ON false
-- city: may  nothing joins
SELECT a.city FROM users u LEFT JOIN addresses a ON false;

-- ON true over a table that may be empty
-- room: may  no shelf
SELECT s.room FROM users u LEFT JOIN shelves s ON true;
