-- fields
-- a: may  no such field
-- b: may  no such field
-- c: may  no such path
-- d: may  no such path
SELECT data -> 'a' AS a, data ->> 'a' AS b, data #> '{b,c}' AS c, data #>> '{b,c}' AS d FROM users;

-- fields of json
-- a: may  no such field
-- b: may  no such field
SELECT raw -> 'a' AS a, raw ->> 'a' AS b FROM users;

-- a field that WHERE asks for
-- a: may  the field may be JSON's null
SELECT data ->> 'a' AS a FROM users WHERE data ? 'a';

-- subscripts
-- a: may  no such field
SELECT data['a'] AS a FROM users;

-- elements by number
-- a: may  no such element
SELECT data -> 0 AS a FROM users;

-- coalesce around a field
-- a: never  coalesce ends at a constant
SELECT coalesce(data ->> 'a', '') AS a FROM users;

-- a field, asked for outside
-- a: never  WHERE outside
SELECT s.a FROM (SELECT data ->> 'a' AS a FROM users) s WHERE s.a IS NOT NULL;

-- tests
-- a: never  true or false
-- b: never  true or false
-- c: may  of NULL
SELECT data ? 'a' AS a, data @> '{"a": 1}' AS b, extra ? 'a' AS c FROM users;

-- types
-- a: never  every value has one
-- b: never  every value has one
SELECT jsonb_typeof(data) AS a, json_typeof(raw) AS b FROM users;

-- building
-- a: never  an object
-- b: never  an array
-- c: never  an object
SELECT jsonb_build_object('a', nick) AS a, jsonb_build_array(nick, age) AS b,
  json_build_object('a', nick) AS c
FROM users;

-- to_jsonb
-- a: never  of a value
-- b: may  of NULL
-- c: never  of a row
SELECT to_jsonb(name) AS a, to_jsonb(nick) AS b, to_jsonb(u) AS c FROM users u;

-- row_to_json
-- a: never  of a row
-- b: may  the far side
SELECT row_to_json(u) AS a, row_to_json(a) AS b FROM users u LEFT JOIN addresses a ON a.user_id = u.id;

-- changing
-- a: never  of values
-- b: never  of values
-- c: may  the new value is NULL
SELECT data || '{"x": 1}' AS a, jsonb_strip_nulls(data) AS b,
  jsonb_set(data, '{a}', to_jsonb(nick)) AS c
FROM users WHERE jsonb_typeof(data) = 'object';

-- removing
-- a: never  of values
SELECT data - 'a' AS a FROM users WHERE jsonb_typeof(data) = 'object';

-- text
-- a: never  a cast of a value
-- b: never  of a value
SELECT data::text AS a, jsonb_pretty(data) AS b FROM users;

-- lengths
-- a: never  of an array
SELECT jsonb_array_length(data) AS a FROM users WHERE jsonb_typeof(data) = 'array';

-- paths
-- a: may  nothing fits
-- b: never  an array, an empty one where nothing fits
-- c: may  a path that fails is open
SELECT jsonb_path_query_first(data, '$.a') AS a, jsonb_path_query_array(data, '$.a') AS b,
  jsonb_path_match(data, '$.a == 1', silent => true) AS c
FROM users;

-- path operators
-- a: may  a path that fails is open
SELECT data @@ '$.a > 0' AS a FROM users;

-- keys
-- k: never  every key is a text
SELECT jsonb_object_keys(data) AS k FROM users WHERE jsonb_typeof(data) = 'object';

-- each
-- key: never  every key is a text
-- value: never  a JSON value
SELECT e.key, e.value FROM users u, jsonb_each(u.data) e WHERE jsonb_typeof(u.data) = 'object';

-- each as text
-- key: never  every key is a text
-- value: may  JSON's null
SELECT e.key, e.value FROM users u, jsonb_each_text(u.data) e WHERE jsonb_typeof(u.data) = 'object';

-- elements
-- e: never  a JSON value
SELECT e FROM users u, jsonb_array_elements(u.data) e WHERE jsonb_typeof(u.data) = 'array';

-- elements as text
-- e: may  JSON's null
SELECT e FROM users u, jsonb_array_elements_text(u.data) e WHERE jsonb_typeof(u.data) = 'array';

-- records
-- a: may  no such field
SELECT r.a FROM users u, jsonb_to_record(u.data) AS r(a int, b text)
WHERE jsonb_typeof(u.data) = 'object' AND data -> 'a' IS DISTINCT FROM '"x"';
