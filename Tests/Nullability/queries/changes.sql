-- INSERT
-- sku: never  a primary key
-- amount: never  NOT NULL
-- place: may  nothing was given
INSERT INTO stock (sku) VALUES ('new') RETURNING sku, amount, place;

-- INSERT … SELECT
-- sku: never  a primary key
-- place: may  a nullable column
INSERT INTO stock (sku, place) SELECT 'u' || id, nick FROM users RETURNING sku, place;

-- INSERT with DO UPDATE
-- sku: never  a primary key
-- place: may  what was there
INSERT INTO stock (sku, amount) VALUES ('a', 1)
ON CONFLICT (sku) DO UPDATE SET amount = excluded.amount RETURNING sku, place;

-- INSERT with DO UPDATE and a condition on the old row
-- place: may  the new row has another one
INSERT INTO stock (sku, amount) VALUES ('a', 1)
ON CONFLICT (sku) DO UPDATE SET place = NULL WHERE stock.place IS NOT NULL RETURNING place;

-- INSERT with DO NOTHING
-- sku: never  a primary key
INSERT INTO stock (sku) VALUES ('a') ON CONFLICT DO NOTHING RETURNING sku;

-- INSERT with an expression in RETURNING
-- x: never  of NOT NULL columns
-- y: may  nothing was given
INSERT INTO stock (sku) VALUES ('new') RETURNING sku || amount AS x, upper(place) AS y;

-- INSERT DEFAULT VALUES of a column without a default
-- place: may  no default
INSERT INTO stock (sku, place) VALUES ('d', DEFAULT) RETURNING place;

-- UPDATE
-- sku: never  a primary key
-- place: may  nullable
UPDATE stock SET amount = amount + 1 RETURNING sku, place;

-- UPDATE with a condition on the column that it changes
-- place: may  the condition was about the old row
UPDATE stock SET place = NULL WHERE place IS NOT NULL RETURNING place;

-- UPDATE … FROM
-- name: never  joined
-- city: may  the far side
UPDATE stock SET amount = 1 FROM users u LEFT JOIN addresses a ON a.billing_for = u.id
WHERE stock.amount >= 0 RETURNING u.name, a.city;

-- UPDATE … FROM with a condition on the other table
-- nick: never  asked for
UPDATE stock SET amount = 1 FROM users u WHERE u.nick IS NOT NULL RETURNING u.nick;

-- DELETE
-- sku: never  a primary key
-- place: may  nullable
DELETE FROM stock RETURNING sku, place;

-- DELETE with a condition
-- place: never  the deleted row passed it
DELETE FROM stock WHERE place > '' RETURNING place;

-- DELETE … USING
-- name: never  joined
-- nick: may  nullable
DELETE FROM stock USING users u WHERE stock.amount >= 0 RETURNING u.name, u.nick;

-- a subquery in RETURNING
-- n: never  a count
-- m: may  no user
DELETE FROM stock RETURNING (SELECT count(*) FROM users) AS n, (SELECT max(nick) FROM users) AS m;

-- an UPDATE of a parent
-- word: may  a child allows NULL
UPDATE parents SET hint = coalesce(hint, '') RETURNING word;

-- a DELETE of a table with row-level security
-- word: never  the rows that are seen have one
WITH c AS (SELECT 1) SELECT word FROM secrets, c;

-- an INSERT into partitions
-- what: never  NOT NULL
-- more: may  nothing was given
INSERT INTO events (id, day, what) VALUES (50, 1, 'x'), (50, 3, 'y') RETURNING what, more;

-- a rule that answers in place of the table
-- id: may  the rule returns NULL
-- word: may  the rule returns a nullable column
INSERT INTO ruled VALUES (1, 'r') RETURNING id, word;

-- DELETE through a view with a rule
-- sku: may  the rule returns something else
-- amount: may  the rule returns something else
DELETE FROM sold RETURNING sku, amount;

-- DELETE through a view with a rule, in WITH
-- sku: may  the rule returns something else
WITH gone AS (DELETE FROM sold RETURNING sku) SELECT sku FROM gone;

-- DELETE through a view of a view with a rule
-- sku: may  the rule returns something else
DELETE FROM resold RETURNING sku;

-- an UPDATE that gives what it wrote
-- place: never  a value
-- amount: never  NOT NULL
UPDATE stock SET place = 'here' RETURNING place, amount;

-- an UPDATE that writes what may be NULL
-- place: may  it is computed from a nullable column
UPDATE stock SET place = upper(place) RETURNING place;

-- an UPDATE whose condition is about what it writes
-- place: never  the value that is written is computed from it
UPDATE stock SET place = upper(place) WHERE place IS NOT NULL RETURNING place;

-- an UPDATE of several columns at once
-- place: never  a value
UPDATE stock SET (amount, place) = (7, 'there') RETURNING place;

-- an UPDATE from a subquery that may find nothing
-- place: may  no row
UPDATE stock SET (place) = (SELECT name FROM users WHERE id < 0) RETURNING place;

-- an UPDATE to the default
-- place: may  no default
UPDATE stock SET place = DEFAULT RETURNING place;

-- an UPDATE from the far side of a join
-- place: may  no address
UPDATE stock SET place = a.city FROM users u LEFT JOIN addresses a ON a.billing_for = u.id
RETURNING place;

-- an UPDATE of a table with a trigger
-- place: may  the trigger throws it away
UPDATE emptied SET place = 'here' RETURNING place;

-- an INSERT that gives what it wrote
-- place: never  no row of VALUES holds NULL
INSERT INTO stock (sku, place) VALUES ('n1', 'a'), ('n2', 'b') RETURNING place;

-- an INSERT that writes NULL into one row
-- place: may  a row of VALUES
INSERT INTO stock (sku, place) VALUES ('n1', 'a'), ('n2', NULL) RETURNING place;

-- an INSERT … SELECT of a column that is never NULL
-- place: never  NOT NULL
INSERT INTO stock (sku, place) SELECT 'n' || id, name FROM users RETURNING place;

-- an INSERT into a table with a trigger
-- place: may  the trigger throws it away
INSERT INTO emptied VALUES (77, 'x') RETURNING place;

-- an INSERT that leaves what is there
-- place: may  what was there
INSERT INTO stock (sku, place) VALUES ('a', 'x')
ON CONFLICT (sku) DO UPDATE SET amount = 3 RETURNING place;

-- what WITH wrote
-- place: never  a value
WITH u AS (UPDATE stock SET place = 'here' RETURNING place) SELECT place FROM u;
