-- VALUES
-- a: never  no row holds NULL
-- b: may  a row holds NULL
SELECT a, b FROM (VALUES (1, NULL), (2, 'x')) v(a, b);

-- VALUES alone
-- column1: never  no row holds NULL
-- column2: may  a row holds NULL
VALUES (1, 'a'), (2, NULL);

-- VALUES of outer columns
-- x: never  both are NOT NULL
-- y: may  one is nullable
SELECT v.x, v.y FROM users u, LATERAL (VALUES (u.name, u.nick), (u.code, u.code)) v(x, y);

-- generate_series
-- n: never  numbers
SELECT n FROM generate_series(1, 3) AS n;

-- generate_series over time
-- t: never  times
SELECT t FROM generate_series('2024-01-01'::timestamp, '2024-01-03', '1 day') AS t;

-- unnest of a constructor
-- x: never  every element is a value
SELECT x FROM unnest(ARRAY[1, 2]) AS x;

-- unnest of a constructor with NULL
-- x: may  an element is NULL
SELECT x FROM unnest(ARRAY[1, NULL]) AS x;

-- unnest of a column
-- x: may  an element may be NULL
SELECT t.x FROM users u, unnest(u.scores) AS t(x);

-- WITH ORDINALITY
-- x: may  an element may be NULL
-- n: never  a number
SELECT t.x, t.n FROM users u, unnest(u.tags) WITH ORDINALITY AS t(x, n);

-- ROWS FROM
-- a: may  padded
-- b: may  padded
SELECT a, b FROM users u,
  ROWS FROM (unnest(u.tags), generate_series(1, 1)) AS t(a, b);

-- unnest of two arrays
-- a: may  padded
-- b: may  padded
SELECT t.a, t.b FROM users u, unnest(u.tags, ARRAY[1]) AS t(a, b);

-- a function that gives one value
-- x: never  of a constant
SELECT x FROM upper('a') AS x;

-- a function that gives one value of a nullable column
-- x: may  of NULL
SELECT l.x FROM users u, upper(u.nick) AS l(x);

-- a function of a user that gives a table
-- k: may  nobody has reviewed it
-- v: may  nobody has reviewed it
SELECT nullif(k, 1) AS k, v FROM pairs();

-- regexp_split_to_table
-- x: never  parts of a text
SELECT x FROM users u, regexp_split_to_table(u.name, ',') AS x;

-- string_to_table
-- x: never  parts of a text
SELECT x FROM users u, string_to_table(u.name, ',') AS x;

-- string_to_table with a word for NULL
-- x: may  the word stands for NULL
SELECT x FROM users u, string_to_table(u.name, ',', 'a') AS x;

-- regexp_matches
-- m: never  an array for each match
SELECT m FROM users u, regexp_matches(u.name, 'a', 'g') AS m;

-- generate_subscripts
-- n: never  numbers
SELECT n FROM users u, generate_subscripts(u.tags, 1) AS n;

-- the left side decides about a series
-- id: never  NOT NULL
-- n: never  numbers
SELECT u.id, n FROM users u CROSS JOIN generate_series(1, u.age) AS n;

-- VALUES joined
-- label: may  no such feeling
SELECT v.label FROM users u LEFT JOIN (VALUES ('sad', 'x')) v(mood, label)
  ON v.mood = u.feeling::text;

-- the field of a value in FROM
-- word: may  a field of a value
SELECT f.word FROM CAST('()' AS single) AS f;
