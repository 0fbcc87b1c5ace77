-- old and new of an UPDATE
-- a: never  the old row
-- b: never  the new row
-- c: may  nullable
-- since: 18
UPDATE stock SET amount = 2 RETURNING old.sku AS a, new.amount AS b, new.place AS c;

-- old of an INSERT
-- a: may  there was no row
-- b: never  the new row
-- since: 18
INSERT INTO stock (sku) VALUES ('new') RETURNING old.sku AS a, new.sku AS b;

-- old of an INSERT with DO UPDATE
-- a: may  there may have been none
-- since: 18
INSERT INTO stock (sku) VALUES ('a') ON CONFLICT (sku) DO UPDATE SET amount = 7
RETURNING old.sku AS a;

-- new of a DELETE
-- a: never  the old row
-- b: may  there is no new row
-- since: 18
DELETE FROM stock RETURNING old.sku AS a, new.sku AS b;

-- old of an UPDATE whose condition is about the old row
-- b: may  the new row is another
-- since: 18
UPDATE stock SET place = NULL WHERE place IS NOT NULL RETURNING new.place AS b;

-- NOT NULL NOT VALID
-- word: may  old rows were not looked at
-- since: 18
SELECT word FROM unproved;

-- CHECK NOT ENFORCED
-- checked: may  nobody holds rows to it
-- since: 18
SELECT checked FROM unproved;

-- FOREIGN KEY NOT ENFORCED
-- name: may  nobody holds rows to it
-- since: 18
SELECT u.name FROM unproved p LEFT JOIN users u ON u.id = p.user_id;

-- virtual generated columns
-- twice: may  computed from a nullable column
-- sure: never  declared NOT NULL
-- since: 18
SELECT twice, sure FROM computed;

-- a foreign key over time
-- name: may  several rows meet it together, and none of them alone
-- since: 18
SELECT r.name FROM bookings b LEFT JOIN rooms r ON r.id = b.room AND r.valid = b.during;

-- grouping sets over an expression
-- x: may  NULL in the row for all
-- since: 18
SELECT coalesce(nick, 'x') AS x FROM users GROUP BY CUBE (coalesce(nick, 'x'), active);

-- casts of JSON's null
-- a: may  JSON's null becomes NULL
-- since: 18
SELECT (data -> 'a')::int AS a FROM users
WHERE data ? 'a' AND jsonb_typeof(data -> 'a') IN ('null', 'number');

-- a test of the new row says nothing of the old one
-- a: may  the old row
-- since: 18
UPDATE stock SET place = 'x'
RETURNING CASE WHEN new.place IS NOT NULL THEN old.place ELSE '' END AS a;

-- CHECK and the old row of an INSERT
-- a: may  there was no row
-- since: 18
INSERT INTO checked (id, must, phone, low, high, on_state) VALUES (77, 'x', 'x', 1, 1, 'x')
RETURNING coalesce(old.phone, old.mail) AS a;

-- a comparison with the old row of an INSERT
-- a: may  there was no row, and nothing was given
-- since: 18
INSERT INTO stock (sku) VALUES ('new')
RETURNING CASE WHEN place IS NOT DISTINCT FROM old.sku THEN place ELSE '' END AS a;

-- an UPDATE that gives what it wrote, and what was there
-- a: may  the old row
-- b: never  a value
-- since: 18
UPDATE stock SET place = 'here' RETURNING old.place AS a, new.place AS b;
