-- subscripts
-- a: may  outside of the array, or a NULL in it
-- b: may  of NULL
SELECT tags[1] AS a, scores[1] AS b FROM users;

-- subscripts of a constructor
-- a: may  outside of the array
SELECT (ARRAY[1, 2])[age] AS a FROM users;

-- slices
-- a: never  an empty array where nothing is there
-- b: may  of NULL
SELECT tags[1:1] AS a, scores[1:2] AS b FROM users;

-- slices with a bound that is NULL
-- a: may  a bound is NULL
SELECT tags[1:age] AS a FROM users;

-- constructors
-- a: never  an array
-- b: never  an array
SELECT ARRAY[nick, name] AS a, ARRAY[]::int[] AS b FROM users;

-- lengths
-- a: may  an empty array has no length
-- b: never  of a value
-- c: may  of NULL
SELECT array_length(tags, 1) AS a, cardinality(tags) AS b, cardinality(scores) AS c FROM users;

-- bounds and dimensions
-- a: may  an empty array has none
-- b: may  an empty array has none
SELECT array_upper(tags, 1) AS a, array_ndims(tags) AS b FROM users;

-- places
-- a: may  not found
-- b: never  an array of places
SELECT array_position(tags, 'a') AS a, array_positions(tags, 'a') AS b FROM users;

-- concatenation
-- a: never  of a value
-- b: never  of a value
-- c: may  both may be NULL
SELECT tags || 'x'::text AS a, tags || tags AS b, scores || NULL::int[] AS c FROM users;

-- array_append makes an array of NULL
-- a: never  an array of one element
SELECT array_append(scores, 1) AS a FROM users;

-- array_remove
-- a: never  of a value
SELECT array_remove(tags, 'a') AS a FROM users;

-- array_to_string
-- a: never  of values
-- b: may  of NULL
SELECT array_to_string(tags, ',') AS a, array_to_string(scores, ',') AS b FROM users;

-- contained
-- a: never  true or false
-- b: never  true or false
SELECT tags @> ARRAY['a'] AS a, tags && ARRAY['a', 'b'] AS b FROM users;

-- ANY of an array column
-- a: may  a NULL in the array
-- b: may  a NULL in the array
SELECT 'x' = ANY (tags) AS a, 'x' <> ALL (tags) AS b FROM users;

-- ANY of a constructor
-- a: never  of values
-- b: may  an element may be NULL
SELECT name = ANY (ARRAY[code, 'x']) AS a, name = ANY (ARRAY[nick]) AS b FROM users;

-- equality
-- a: never  true or false
SELECT tags = ARRAY['a'] AS a FROM users;

-- ARRAY of a subquery, by subscript
-- a: may  no such row
SELECT (ARRAY(SELECT id FROM addresses))[1] AS a;

-- unnest in the list
-- t: may  a NULL in the array
-- id: never  NOT NULL
SELECT unnest(tags) AS t, id FROM users;

-- unnest of a constructor in the list
-- n: never  every element is a value
SELECT unnest(ARRAY[1, 2]) AS n FROM users;

-- two sets of different length in the list
-- b: may  the shorter one is padded
-- a: may  either may be the shorter one
SELECT unnest(ARRAY[1, 2]) AS b, generate_series(1, coalesce(age, 3)) AS a FROM users;

-- generate_series in the list
-- n: never  a number
SELECT generate_series(1, 3) AS n FROM users;

-- an expression over a set in the list
-- n: never  a number
SELECT generate_series(1, 3) + 1 AS n;

-- trim
-- a: never  of values
SELECT trim_array(ARRAY[name, nick], 1) AS a FROM users;

-- array_fill
-- a: never  an array
SELECT array_fill(0, ARRAY[2]) AS a;
