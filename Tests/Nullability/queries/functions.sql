-- strict functions of values
-- a: never  of a value
-- b: never  of a value
-- c: never  of values
-- d: never  of values
SELECT upper(name) AS a, length(name) AS b, substr(name, 1, 1) AS c, replace(name, 'a', 'b') AS d
FROM users;

-- strict functions of nullable columns
-- a: may  of NULL
-- b: may  of NULL
-- c: may  one argument is NULL
SELECT upper(nick) AS a, length(nick) AS b, replace(name, nick, 'b') AS c FROM users;

-- concatenation
-- a: never  of values
-- b: may  NULL swallows all
-- c: never  concat skips NULL
-- d: never  concat_ws skips NULL
-- e: may  concat_ws with NULL between
SELECT name || code AS a, name || nick AS b, concat(nick, age) AS c, concat_ws('-', nick, age) AS d,
  concat_ws(nick, 'a', 'b') AS e
FROM users;

-- format
-- a: never  of a constant pattern
-- b: may  without a pattern
SELECT format('%s/%s', nick, age) AS a, format(nick) AS b
FROM users WHERE nick IS NULL OR nick NOT LIKE '%\%%';

-- arithmetic
-- a: never  of values
-- b: may  of a nullable column
-- c: never  of a value
SELECT id * 2 + 1 AS a, id + age AS b, abs(price) AS c FROM users;

-- rounding
-- a: never  of a value
-- b: never  of a value
-- c: never  of values
SELECT round(price, 1) AS a, ceil(price) AS b, div(1.5, 2) AS c FROM users;

-- nullif
-- a: may  equal values give NULL
-- b: may  a nullable column
-- c: never  coalesce ends at a constant
SELECT nullif(name, 'a') AS a, nullif(nick, 'b') AS b, coalesce(nullif(name, 'a'), '') AS c
FROM users;

-- coalesce
-- a: never  the second argument
-- b: may  none
-- c: never  a constant
SELECT coalesce(nick, name) AS a, coalesce(nick, mood::text) AS b, coalesce(age, 0) AS c FROM users;

-- greatest and least
-- a: never  one argument is enough
-- b: may  both may be NULL
SELECT greatest(age, id) AS a, least(age, twice) AS b FROM users;

-- comparisons
-- a: never  of values
-- b: may  NULL
-- c: never  tests
-- d: never  tests
SELECT name = 'a' AS a, nick = 'a' AS b, nick IS NULL AS c, nick IS DISTINCT FROM 'a' AS d
FROM users;

-- truth
-- a: never  of values
-- b: may  NULL
-- c: never  tests
SELECT active AND id > 1 AS a, flag OR id > 3 AS b, flag IS TRUE AS c FROM users;

-- AND behind a test
-- a: never  false before the NULL decides
-- b: never  true before the NULL decides
SELECT nick IS NOT NULL AND nick > 'a' AS a, age IS NULL OR age > 1 AS b FROM users;

-- NOT
-- a: never  of a value
-- b: may  of NULL
SELECT NOT active AS a, NOT flag AS b FROM users;

-- IN
-- a: never  of values
-- b: may  NULL is not found
-- c: may  a NULL in the list
SELECT id IN (1, 2) AS a, age IN (1, 2) AS b, id IN (1, age) AS c FROM users;

-- IN an array constant
-- a: never  of values
-- b: may  a NULL in the array
SELECT id = ANY ('{1,2}'::bigint[]) AS a, id = ANY ('{1,NULL}'::bigint[]) AS b FROM users;

-- BETWEEN
-- a: never  of values
-- b: may  a bound is NULL
SELECT id BETWEEN 1 AND 3 AS a, id BETWEEN 1 AND age AS b FROM users;

-- LIKE
-- a: never  of values
-- b: may  NULL
SELECT name LIKE 'a%' AS a, nick ILIKE 'a%' AS b FROM users;

-- regular expressions
-- a: never  true or false
-- b: may  nothing found
-- c: may  the group took no part
-- d: never  the same text where nothing is found
SELECT name ~ 'a' AS a, substring(name FROM 'b+') AS b, substring(name || 'x' FROM 'x|(y)') AS c,
  regexp_replace(name, 'a', 'b') AS d
FROM users;

-- matches
-- a: may  nothing found
SELECT regexp_match(name, 'b') AS a FROM users;

-- parts of a text
-- a: never  an empty text where there is no such part
-- b: never  an array
-- c: never  zero where it is not found
SELECT split_part(name, 'a', 2) AS a, string_to_array(name, ',') AS b, strpos(name, 'b') AS c
FROM users;

-- string_to_array of a nullable column
-- a: may  of NULL
SELECT string_to_array(nick, ',') AS a FROM users;

-- texts of time
-- a: never  of a value
-- c: never  of a value
SELECT date_trunc('day', born) AS a, born::date AS c
FROM users;

-- a part of a time that may be infinite
-- a: may  infinity has no minutes
SELECT extract(minute FROM born) AS a FROM users;

-- the time of day of a time that may be infinite
-- a: may  infinity has no time of day
SELECT born::time AS a FROM users;

-- to_char
-- a: may  of an infinite time
-- b: may  an empty pattern
SELECT to_char(born, 'YYYY') AS a, to_char(born, '') AS b FROM users;

-- to_char of numbers
-- a: never  of values
SELECT to_char(id, '999') AS a FROM users;

-- time arithmetic
-- a: never  of values
-- b: may  of a nullable column
SELECT born + interval '1 day' AS a, died - 1 AS b FROM users;

-- ranges
-- lo: may  a range without a lower bound
-- hi: may  an empty range
-- e: never  true or false
-- c: never  true or false
SELECT lower(span) AS lo, upper(span) AS hi, isempty(span) AS e, span @> 1 AS c FROM users;

-- multiranges
-- lo: may  empty
-- r: never  a range
SELECT lower(spans) AS lo, range_merge(spans) AS r FROM users;

-- range operators
-- a: never  of values
-- b: never  of values
SELECT span * span AS a, span && int4range(1, 3) AS b FROM users;

-- range constructors take NULL as no bound
-- a: never  without a bound
SELECT int4range(1, nullif(age, 1)) AS a FROM users WHERE age IS NULL OR age > 1;

-- enums
-- a: never  of a value
-- b: never  there is a first one
SELECT feeling::text AS a, feeling > 'sad' AS b FROM users;

-- hashes
-- a: never  of a value
-- b: may  of NULL
SELECT md5(name) AS a, md5(nick) AS b FROM users;

-- random values and time
-- a: never  a number
-- b: never  a time
-- c: never  an identifier
SELECT random() AS a, now() AS b, gen_random_uuid() AS c;

-- num_nulls
-- a: never  a number
-- b: never  a number
SELECT num_nulls(nick, age) AS a, num_nonnulls(nick, age) AS b FROM users;

-- num_nulls of an array that may be NULL
-- a: may  no array
SELECT num_nulls(VARIADIC scores) AS a FROM users;

-- concat of an array that may be NULL
-- a: may  no array
SELECT concat(VARIADIC scores) AS a FROM users;

-- a function of a user
-- a: may  nobody has reviewed it
SELECT mine(name) AS a FROM users;

-- coalesce around a function of a user
-- a: never  coalesce ends at a constant
SELECT coalesce(mine(name), '') AS a FROM users;

-- the current schema may not be there
-- a: never  the database has a name
SELECT current_database() AS a;

-- padding
-- a: never  of values
-- b: never  of values
-- c: never  of values
SELECT lpad(name, 5, '*') AS a, repeat(code, 2) AS b, left(name, 1) AS c FROM users;

-- quoting
-- a: never  of a value
-- b: never  NULL is quoted too
SELECT quote_literal(name) AS a, quote_nullable(nick) AS b FROM users;

-- encodings
-- a: never  of a value
SELECT encode(convert_to(name, 'UTF8'), 'hex') AS a FROM users;

-- powers and logarithms
-- a: never  of values
-- b: may  of a nullable column
SELECT power(id, 2) AS a, sqrt(abs(rate)) AS b FROM users;

-- comparison of rows
-- a: never  every part is NOT NULL
-- b: may  a part decides that is NULL
-- c: never  every part is NOT NULL
SELECT (id, name) < (2, 'b') AS a, (id, age) < (id, 1) AS b, (id, name) = (2, 'b') AS c FROM users;

-- a row constructor
-- r: never  a row
-- n: never  a test of the row
SELECT ROW(nick, age) AS r, ROW(nick, age) IS NULL AS n FROM users;

-- OVERLAPS
-- a: may  bounds that are NULL leave it open
SELECT (died, died) OVERLAPS (died, died) AS a FROM users;

-- sizes
-- a: never  of a value
-- b: never  of a value
SELECT octet_length(name) AS a, pg_column_size(name) AS b FROM users;

-- make_interval and its like
-- a: never  of constants
-- b: may  of a nullable column
SELECT make_date(2024, 1, 1) AS a, make_interval(days => age) AS b FROM users;
