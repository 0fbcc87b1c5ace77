-- a view
-- id: never  NOT NULL below
-- name: never  NOT NULL below
-- nick: may  nullable below
SELECT id, name, nick FROM named;

-- a view with security_barrier
-- age: never  the view keeps rows with an age
-- call_name: never  coalesce below
SELECT age, call_name FROM aged;

-- a view with an outer join
-- name: never  preserved below
-- city: may  the far side below
SELECT name, city FROM reachable;

-- a view with an outer join, asked for outside
-- city: never  asked for
SELECT city FROM reachable WHERE city > '';

-- a view along a foreign key
-- city: never  preserved below
-- owner: never  the key below
SELECT city, owner FROM housed;

-- a view with groups
-- orders: never  a count
-- total: never  a group has a row
-- note: may  nullable below
SELECT orders, total, note FROM totals;

-- a view with an aggregate over all
-- orders: never  a count
-- total: may  over no rows
SELECT orders, total FROM overall;

-- a view on the far side
-- name: may  no such row
SELECT n.name FROM addresses a LEFT JOIN named n ON n.id = a.user_id;

-- a view over views
-- name: never  preserved below
-- city: may  the far side below
-- nick: may  nullable below
SELECT name, city, nick FROM over_view;

-- a view with security_invoker sees what the reader sees
-- text: never  preserved below
-- word: may  hidden from the reader
SELECT text, word FROM asked;

-- a scalar subquery over a view of one row
-- x: never  one row with a count
SELECT (SELECT orders FROM overall) AS x;

-- an aggregate over a view
-- m: may  over no rows
SELECT max(name) AS m FROM named;

-- the whole row of a view
-- v: never  a row is there
SELECT v FROM named v;

-- inserted through a view
-- sku: may  the view promises nothing about new rows
-- place: may  the view promises nothing about new rows
INSERT INTO simple_stock (sku, amount) VALUES ('v', 1) RETURNING nullif(sku, 'v') AS sku, place;

-- deleted through a view
-- sku: never  a row of the view
-- place: never  the view keeps rows with a place
DELETE FROM simple_stock RETURNING sku, place;
