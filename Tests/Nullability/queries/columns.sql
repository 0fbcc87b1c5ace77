-- declared NOT NULL, and not
-- id: never  primary key
-- name: never  NOT NULL
-- nick: may  nullable
-- feeling: never  an enum column declared NOT NULL
-- mood: may  an enum column without
SELECT id, name, nick, feeling, mood FROM users;

-- every kind of type, NOT NULL
-- tags: never  NOT NULL
-- data: never  NOT NULL
-- raw: never  NOT NULL
-- span: never  NOT NULL
-- spans: never  NOT NULL
-- home: never  NOT NULL
-- initial: never  NOT NULL
SELECT tags, data, raw, span, spans, home, initial FROM users;

-- every kind of type, nullable
-- scores: may  nullable array
-- extra: may  nullable jsonb
-- rate: may  nullable float
-- died: may  nullable date
-- away: may  nullable composite
SELECT scores, extra, rate, died, away FROM users;

-- a stored generated column
-- twice: may  computed from a nullable column
-- loud: never  declared NOT NULL
SELECT twice, loud FROM users;

-- system columns
-- ctid: never  every row has one
-- tableoid: never  every row has one
SELECT ctid, tableoid FROM users;

-- a whole row
-- u: never  a row is there, whatever its fields
SELECT u FROM users u;

-- a whole row of the far side
-- id: never  the preserved side
-- a: may  no address joins
SELECT u.id, a FROM users u LEFT JOIN addresses a ON a.user_id = u.id;

-- the whole row of a subquery
-- s: never  a row is there
SELECT s FROM (SELECT nick FROM users) s;

-- a field of a composite value
-- street: may  fields of composites have no NOT NULL
-- house: may  fields of composites have no NOT NULL
SELECT (home).street, (home).house FROM users;

-- a field of a composite that may be NULL itself
-- street: may  neither the value nor the field is certain
SELECT (away).street FROM users;

-- constants
-- one: never  a constant
-- nothing: may  the constant NULL
-- word: never  a constant
SELECT 1 AS one, NULL::text AS nothing, 'x'::text AS word;

-- casts between types
-- a: never  a cast of a value
-- b: may  a cast of a nullable column
-- c: never  a cast of a value
-- d: never  a cast of a value
SELECT id::text AS a, age::text AS b, price::int8 AS c, feeling::text AS d FROM users
WHERE price <> 'NaN';

-- a cast to a shorter type
-- code: never  cut, not lost
-- first: never  cut, not lost
SELECT code::varchar(2) AS code, name::char(1) AS first FROM users;

-- array casts
-- tags: never  a cast of a value
-- scores: may  a cast of a nullable column
SELECT tags::varchar[] AS tags, scores::text[] AS scores FROM users;

-- COLLATE
-- name: never  the same value
-- nick: may  the same value
SELECT name COLLATE "C" AS name, nick COLLATE "C" AS nick FROM users;

-- DISTINCT
-- name: never  NOT NULL
-- nick: may  nullable
SELECT DISTINCT name, nick FROM users;

-- DISTINCT ON
-- name: never  NOT NULL
-- nick: may  the row that is kept may hold NULL
SELECT DISTINCT ON (name) name, nick FROM users ORDER BY name, nick DESC;

-- ORDER BY and LIMIT
-- name: never  NOT NULL
-- nick: may  nullable
SELECT name, nick FROM users ORDER BY id LIMIT 3;

-- OFFSET
-- nick: may  nullable
SELECT nick FROM users ORDER BY nick DESC OFFSET 1;

-- TABLESAMPLE
-- name: never  NOT NULL
-- nick: may  nullable
SELECT name, nick FROM users TABLESAMPLE SYSTEM (100);

-- session values
-- today: never  a value of the session
-- who: never  a value of the session
-- time: never  a value of the session
-- base: never  a value of the session
SELECT current_date AS today, current_user AS who, localtimestamp AS time, current_catalog AS base;

-- FOR UPDATE
-- name: never  NOT NULL
-- nick: may  nullable
SELECT name, nick FROM users FOR UPDATE;

-- columns of a sequence
-- last_value: never  every sequence has one
-- is_called: never  every sequence has one
SELECT last_value, is_called FROM numbers;

-- TABLE
-- id: never  primary key
-- user_id: never  NOT NULL
TABLE late;

-- a materialized view keeps what was once allowed
-- word: may  it was stored before the column became NOT NULL
SELECT word FROM stored;

-- the table behind it
-- id: may  nullable
-- word: never  NOT NULL today
SELECT nullif(id, 2) AS id, word FROM past;
