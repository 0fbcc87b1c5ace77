-- a NOT NULL foreign key finds its row
-- name: never  the key says that there is one
-- nick: may  nullable in the row that is found
SELECT u.name, u.nick FROM addresses a LEFT JOIN users u ON u.id = a.user_id;

-- the other way around
-- name: never  the key says that there is one
-- city: never  preserved
SELECT u.name, a.city FROM users u RIGHT JOIN addresses a ON a.user_id = u.id;

-- in a full join
-- name: never  every address has its user
-- city: may  users without an address
SELECT u.name, a.city FROM addresses a FULL JOIN users u ON a.user_id = u.id;

-- by USING
-- name: never  the key says that there is one
SELECT u.name FROM addresses a LEFT JOIN (SELECT id AS user_id, name FROM users) u USING (user_id);

-- a nullable foreign key
-- name: may  the key may be NULL
SELECT u.name FROM addresses a LEFT JOIN users u ON u.id = a.billing_for;

-- a nullable foreign key that WHERE asks for
-- name: never  where it is not NULL it points to a row
SELECT u.name FROM addresses a LEFT JOIN users u ON u.id = a.billing_for
WHERE a.billing_for IS NOT NULL;

-- a key of two columns, whole
-- total: never  the whole key is compared
SELECT o.total FROM lines l LEFT JOIN orders o ON o.shop = l.shop AND o.number = l.number;

-- a key of two columns, whole, in another order
-- total: never  the whole key is compared
SELECT o.total FROM lines l LEFT JOIN orders o ON l.number = o.number AND l.shop = o.shop;

-- a key of two columns by USING
-- total: never  the whole key is compared
SELECT o.total FROM lines l LEFT JOIN orders o USING (shop, number);

-- a key of two columns and one condition more
-- total: may  the other condition may fail
SELECT o.total FROM lines l
LEFT JOIN orders o ON o.shop = l.shop AND o.number = l.number AND o.note = 'a';

-- a key of two columns, crosswise
-- total: may  that is no foreign key
SELECT o.total FROM lines l LEFT JOIN orders o ON o.shop = l.number AND o.number = l.shop;

-- half of a key of two columns
-- total: never  the row of the whole key is among those of half of it
SELECT o.total FROM lines l LEFT JOIN orders o ON o.shop = l.shop;

-- a key of two columns, half of it nullable
-- total: may  MATCH SIMPLE asks nothing where one part is NULL
SELECT o.total FROM refunds r LEFT JOIN orders o ON o.shop = r.shop AND o.number = r.number;

-- half of a key whose other half is nullable
-- total: may  MATCH SIMPLE asks nothing where one part is NULL
SELECT o.total FROM refunds r LEFT JOIN orders o ON o.shop = r.shop;

-- no foreign key at all
-- name: may  nothing says that the user is there
SELECT u.name FROM shelves s LEFT JOIN users u ON u.id = s.id;

-- the same columns compared otherwise
-- name: may  greater is not equal
SELECT u.name FROM addresses a LEFT JOIN users u ON u.id > a.user_id;

-- compared through an expression
-- name: may  another number
SELECT u.name FROM addresses a LEFT JOIN users u ON u.id = a.user_id + 1;

-- NOT VALID
-- name: may  old rows may point nowhere
SELECT u.name FROM loose l LEFT JOIN users u ON u.id = l.user_id;

-- deferred, seen from inside of the transaction
-- before: SET CONSTRAINTS ALL DEFERRED; INSERT INTO late VALUES (91, 12345)
-- name: may  it is checked at the end of the transaction
SELECT u.name FROM late l LEFT JOIN users u ON u.id = l.user_id;

-- a cascade that a trigger stops
-- room: may  the book stays when its shelf goes
SELECT s.room FROM books b LEFT JOIN shelves s ON s.id = b.shelf_id;

-- a cascade that a trigger of one partition stops
-- room: may  the parcel stays when its shelf goes
SELECT s.room FROM parcels p LEFT JOIN shelves s ON s.id = p.shelf_id;

-- triggers switched off where the foreign key is
-- name: may  nobody looks for the user
SELECT u.name FROM idle i LEFT JOIN users u ON u.id = i.user_id;

-- triggers switched off where the foreign key points to
-- name: may  nobody keeps the owner
SELECT o.name FROM owned d LEFT JOIN owners o ON o.id = d.owner;

-- compared otherwise than the foreign key does
-- word: may  'caps' points to 'Caps'
SELECT l.word FROM labelled d LEFT JOIN labels l ON l.code = d.code;

-- compared by the foreign key's own operator
-- word: never  that is what the key says
SELECT l.word FROM labelled d LEFT JOIN labels l ON l.code === d.code;

-- composite keys
-- word: never  the key says that there is one
SELECT w.word FROM weighed d LEFT JOIN weights w ON d.of = w.of;

-- composite keys by their bytes
-- word: may  1.0 and 1.00 are equal, and are not the same
SELECT w.word FROM weighed d LEFT JOIN weights w ON w.of *= d.of;

-- a cascade that nothing stops
-- room: never  chapters go with their shelf
SELECT s.room FROM chapters c LEFT JOIN shelves s ON s.id = c.shelf_id;

-- row-level security on what is pointed to
-- word: may  hidden from the reader
SELECT s.word FROM clues c LEFT JOIN secrets s ON s.id = c.secret_id;

-- row-level security behind an inner join
-- word: never  rows without one are left out
SELECT s.word FROM clues c JOIN secrets s ON s.id = c.secret_id;

-- a parent with children: the foreign key is about the parent alone
-- name: may  rows of the child point nowhere
SELECT u.name FROM notes n LEFT JOIN users u ON u.id = n.user_id;

-- ONLY the table that has the foreign key
-- name: never  its own rows are held to it
SELECT u.name FROM ONLY notes n LEFT JOIN users u ON u.id = n.user_id;

-- a foreign key to a partitioned table
-- what: never  some partition has the row
SELECT e.what FROM visits v LEFT JOIN events e ON e.id = v.event AND e.day = v.day;

-- one partition of a partitioned table
-- what: may  the row may be in another partition
SELECT e.what FROM visits v LEFT JOIN events_low e ON e.id = v.event AND e.day = v.day;

-- ONLY a partitioned table has no rows
-- what: may  never found
SELECT e.what FROM visits v LEFT JOIN ONLY events e ON e.id = v.event AND e.day = v.day;

-- a sample of the table
-- name: may  the row may not be in the sample
SELECT u.name FROM addresses a
LEFT JOIN users u TABLESAMPLE BERNOULLI (20) REPEATABLE (7) ON u.id = a.user_id;

-- two foreign keys in a chain
-- total: never  the order is there
-- name: never  and its buyer
SELECT o.total, u.name FROM lines l
LEFT JOIN orders o ON o.shop = l.shop AND o.number = l.number LEFT JOIN users u ON u.id = o.buyer;

-- a chain whose first link is nullable
-- total: may  the order may be missing
-- name: may  and its buyer with it
SELECT o.total, u.name FROM refunds r
LEFT JOIN orders o ON o.shop = r.shop AND o.number = r.number LEFT JOIN users u ON u.id = o.buyer;

-- the holder of the key is on a far side itself
-- name: may  no address, so no user of it
SELECT u.name FROM shelves s LEFT JOIN addresses a ON a.id = s.id LEFT JOIN users u ON u.id = a.user_id;

-- both on the far side of another join
-- city: may  the far side
-- name: may  the far side
SELECT x.city, x.name FROM shelves s
LEFT JOIN (SELECT a.id, a.city, u.name FROM addresses a LEFT JOIN users u ON u.id = a.user_id) x
  ON x.id = s.id;

-- a filtered table
-- name: may  the filter may leave the user out
SELECT u.name FROM addresses a LEFT JOIN (SELECT * FROM users WHERE age > 1) u ON u.id = a.user_id;

-- a scalar subquery along a foreign key
-- owner: never  it finds exactly one row
SELECT (SELECT u.name FROM users u WHERE u.id = a.user_id) AS owner FROM addresses a;

-- a scalar subquery along a foreign key to a nullable column
-- owner: may  the user has no nick
SELECT (SELECT u.nick FROM users u WHERE u.id = a.user_id) AS owner FROM addresses a;

-- a scalar subquery along a nullable foreign key
-- payer: may  the key may be NULL
SELECT (SELECT u.name FROM users u WHERE u.id = a.billing_for) AS payer FROM addresses a;

-- a scalar subquery along a foreign key and a condition
-- owner: may  the condition may fail
SELECT (SELECT u.name FROM users u WHERE u.id = a.user_id AND u.active) AS owner FROM addresses a;

-- a scalar subquery along a foreign key with row-level security
-- word: may  hidden from the reader
SELECT (SELECT s.word FROM secrets s WHERE s.id = c.secret_id) AS word FROM clues c;

-- a scalar subquery along a foreign key of two columns
-- total: never  it finds exactly one row
SELECT (SELECT o.total FROM orders o WHERE o.shop = l.shop AND o.number = l.number) AS total
FROM lines l;

-- a foreign key through CTEs sees the rows from before
-- name: may  the new row points to one that this statement does not see
WITH u AS (INSERT INTO shelves VALUES (70, 'new') RETURNING id),
  c AS (INSERT INTO chapters SELECT 70, id FROM u RETURNING id, shelf_id)
SELECT s.room AS name FROM c LEFT JOIN shelves s ON s.id = c.shelf_id;

-- a self reference
-- title: never  the node itself
-- parent: may  the root has none
SELECT n.title, p.title AS parent FROM nodes n LEFT JOIN nodes p ON p.id = n.up;

-- an inner join along a foreign key
-- name: never  inner
SELECT u.name FROM addresses a JOIN users u ON u.id = a.billing_for;

-- along a foreign key in the middle of other joins
-- name: never  the key says that there is one
-- room: may  another join
SELECT u.name, s.room FROM addresses a
LEFT JOIN users u ON u.id = a.user_id LEFT JOIN shelves s ON s.id = a.id;

-- a foreign key of a new row
-- room: may  the new shelf is not seen by the statement that adds it
WITH s AS (INSERT INTO shelves VALUES (71, 'new') RETURNING id)
INSERT INTO chapters SELECT 71, id FROM s
RETURNING (SELECT s.room FROM shelves s WHERE s.id = chapters.shelf_id) AS room;

-- locked rows along a foreign key
-- name: may  with locks the newest row is read, and the other one may be older
-- id: never  NOT NULL
SELECT nullif(u.name, 'a') AS name, a.id
FROM addresses a LEFT JOIN users u ON u.id = a.user_id FOR UPDATE OF a;

-- a foreign key seen from a subquery through a join with casts
-- name: may  the columns of the join are those of the outer query
SELECT (SELECT max(x.name) FROM users x WHERE x.id = j.id) AS name
FROM (SELECT shop::int AS id FROM orders) o FULL JOIN (SELECT id FROM shelves) s USING (id)
  CROSS JOIN LATERAL (SELECT id) j;

-- rows that are left out because somebody holds them
-- id: never  NOT NULL
SELECT a.id FROM addresses a
LEFT JOIN (SELECT * FROM users FOR UPDATE SKIP LOCKED) u ON u.id = a.user_id;
