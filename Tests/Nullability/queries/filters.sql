-- IS NOT NULL
-- nick: never  asked for
-- age: may  not asked for
SELECT nick, age FROM users WHERE nick IS NOT NULL;

-- equal to a constant
-- nick: never  NULL equals nothing
SELECT nick FROM users WHERE nick = 'a';

-- comparison
-- age: never  NULL is greater than nothing
SELECT age FROM users WHERE age > 0;

-- comparison of two columns
-- age: never  compared
-- rate: never  compared
SELECT age, rate FROM users WHERE age < rate;

-- AND
-- nick: never  one part asks for it
-- age: never  another part asks for it
SELECT nick, age FROM users WHERE nick > '' AND age > 0;

-- OR over the same column
-- age: never  each alternative asks for it
SELECT age FROM users WHERE age = 1 OR age > 2;

-- OR over different columns
-- nick: may  the other alternative may hold
-- age: may  the other alternative may hold
SELECT nick, age FROM users WHERE nick = 'a' OR age = 1;

-- OR with a constant
-- nick: may  the constant is true
SELECT nick FROM users WHERE nick = 'a' OR true;

-- OR in AND
-- nick: never  both alternatives ask for it
-- age: may  one alternative only
SELECT nick, age FROM users WHERE (nick = 'a' AND age = 1) OR nick = 'b';

-- NOT
-- nick: never  NOT of NULL is not true
SELECT nick FROM users WHERE NOT (nick = 'a');

-- NOT over OR
-- nick: never  neither may be NULL
-- age: never  neither may be NULL
SELECT nick, age FROM users WHERE NOT (nick = 'a' OR age = 1);

-- NOT over AND
-- nick: may  the other part may be false
-- age: may  the other part may be false
SELECT nick, age FROM users WHERE NOT (nick = 'a' AND age = 1);

-- NOT IS NULL
-- nick: never  the same as IS NOT NULL
SELECT nick FROM users WHERE NOT (nick IS NULL);

-- NOT IS NULL over OR
-- nick: never  neither is NULL
-- age: never  neither is NULL
SELECT nick, age FROM users WHERE NOT (nick IS NULL OR age IS NULL);

-- IS NULL
-- nick: may  always NULL
SELECT nick FROM users WHERE nick IS NULL;

-- IN
-- age: never  NULL is in no list
SELECT age FROM users WHERE age IN (1, 2, 3);

-- NOT IN
-- age: never  NULL is not outside of a list either
SELECT age FROM users WHERE age NOT IN (1, 2);

-- NOT = ANY of an array that may be empty
-- age: may  everything is outside of an empty array
SELECT age FROM users WHERE NOT (age = ANY (ARRAY['{}'::int[]]));

-- = ANY of an array column
-- age: never  found, so not NULL
-- scores: never  an element was found in it
SELECT age, scores FROM users WHERE age = ANY (scores);

-- <> ALL of an array column
-- age: may  everything differs from nothing
-- scores: never  NULL as an array decides nothing
SELECT age, scores FROM users WHERE age <> ALL (scores);

-- = ANY of an array constant
-- age: never  found, so not NULL
SELECT age FROM users WHERE age = ANY ('{1,2,3}'::int[]);

-- LIKE
-- nick: never  NULL is like nothing
SELECT nick FROM users WHERE nick LIKE '%';

-- a regular expression
-- nick: never  NULL matches nothing
SELECT nick FROM users WHERE nick ~ '.*';

-- BETWEEN
-- age: never  NULL is between nothing
SELECT age FROM users WHERE age BETWEEN 0 AND 9;

-- NOT BETWEEN
-- age: never  NULL is not outside either
SELECT age FROM users WHERE age NOT BETWEEN 2 AND 3;

-- a boolean column
-- flag: never  true
SELECT flag FROM users WHERE flag;

-- NOT a boolean column
-- flag: never  false
SELECT flag FROM users WHERE NOT flag;

-- IS TRUE
-- flag: never  true
SELECT flag FROM users WHERE flag IS TRUE;

-- IS FALSE
-- flag: never  false
SELECT flag FROM users WHERE flag IS FALSE;

-- IS NOT UNKNOWN
-- flag: never  known
SELECT flag FROM users WHERE flag IS NOT UNKNOWN;

-- IS NOT TRUE
-- flag: may  NULL is not true
SELECT flag FROM users WHERE flag IS NOT TRUE;

-- IS NOT FALSE
-- flag: may  NULL is not false
SELECT flag FROM users WHERE flag IS NOT FALSE;

-- IS UNKNOWN
-- flag: may  always NULL
SELECT flag FROM users WHERE flag IS UNKNOWN;

-- IS TRUE of a condition with OR
-- nick: never  each alternative asks for it
SELECT nick FROM users WHERE (nick = 'a' OR nick = 'b') IS TRUE;

-- IS DISTINCT FROM
-- nick: may  NULL is distinct from 'a'
SELECT nick FROM users WHERE nick IS DISTINCT FROM 'a';

-- IS NOT DISTINCT FROM
-- nick: never  the same as a constant
-- age: may  both may be NULL
SELECT nick, age FROM users WHERE nick IS NOT DISTINCT FROM 'a' AND age IS NOT DISTINCT FROM rate;

-- IS NOT DISTINCT FROM a column that is NOT NULL
-- nick: never  the same as a value
SELECT nick FROM users WHERE nick IS NOT DISTINCT FROM name;

-- coalesce
-- nick: may  coalesce puts a value there
SELECT nick FROM users WHERE coalesce(nick, 'a') = 'a';

-- nullif
-- nick: never  nullif of NULL is NULL
-- age: may  nullif of its second argument says nothing
SELECT nick, age FROM users WHERE nullif(nick, 'a') > '' AND nullif(id, age) > 0;

-- a strict function
-- nick: never  lower of NULL is NULL
SELECT nick FROM users WHERE lower(nick) <> 'x';

-- a function that is not strict
-- nick: may  concat takes NULL for nothing
SELECT nick FROM users WHERE concat(nick, 'x') <> '';

-- a strict function of a user
-- nick: never  it is strict, so NULL is never true
SELECT nick FROM users WHERE mine(nick) IS NOT NULL;

-- a function of a user that is not strict
-- nick: may  the function may say yes to NULL
SELECT nick FROM users WHERE same(nick);

-- arithmetic
-- age: never  NULL plus one is NULL
SELECT age FROM users WHERE age + 1 > 0;

-- concatenation
-- nick: never  NULL
SELECT nick FROM users WHERE 'x' || nick <> '';

-- CASE in WHERE
-- nick: may  CASE may answer for NULL
SELECT nick FROM users WHERE CASE WHEN nick IS NULL THEN true ELSE false END;

-- a cast in WHERE
-- age: never  a cast of NULL is NULL
SELECT age FROM users WHERE age::text > '';

-- EXISTS that compares
-- age: never  NULL finds nothing
SELECT age FROM users u WHERE EXISTS (SELECT 1 FROM addresses a WHERE a.user_id = u.age);

-- NOT EXISTS
-- age: may  NULL finds nothing
SELECT age FROM users u WHERE NOT EXISTS (SELECT 1 FROM addresses a WHERE a.user_id = u.age);

-- EXISTS over an aggregate always finds a row
-- age: may  a count is always there
SELECT age FROM users u
WHERE EXISTS (SELECT count(*) FROM addresses a WHERE a.user_id = u.age);

-- IN over a subquery
-- age: never  NULL is in no list
SELECT age FROM users WHERE age IN (SELECT user_id FROM addresses);

-- NOT IN over a subquery
-- age: may  everything is outside of nothing
SELECT age FROM users WHERE age NOT IN (SELECT user_id FROM addresses);

-- = ANY over a subquery
-- nick: never  found
SELECT nick FROM users WHERE nick = ANY (SELECT city FROM addresses);

-- > ALL over a subquery
-- age: may  greater than all of nothing
SELECT age FROM users WHERE age > ALL (SELECT user_id FROM addresses);

-- a row in a subquery
-- age: never  compared
-- nick: never  compared
SELECT age, nick FROM users WHERE (age, nick) IN (SELECT user_id, city FROM addresses);

-- a row is not null
-- nick: may  only the whole row is asked about
SELECT nick FROM users u WHERE u IS NOT NULL OR true;

-- IS NOT NULL of a composite
-- street: may  the test of the row is about another column
SELECT (home).street FROM users WHERE home IS NOT NULL OR id > 0;

-- equality of rows
-- age: never  each part is compared
-- nick: never  each part is compared
SELECT age, nick FROM users WHERE (age, nick) = (1, 'a');

-- comparison of rows
-- age: never  the first part decides, NULL does not
-- nick: may  the second part is not always looked at
SELECT age, nick FROM users WHERE (age, nick) > (1, 'a');

-- HAVING
-- age: never  groups without one are left out
-- n: never  a count
SELECT age, count(*) AS n FROM users GROUP BY age HAVING age > 0;

-- HAVING about an aggregate
-- age: may  the group of NULL may have two
-- n: never  a count
SELECT age, count(*) AS n FROM users GROUP BY age HAVING count(*) > 1;

-- a filter in a subquery
-- nick: never  asked for inside
SELECT s.nick FROM (SELECT nick FROM users WHERE nick IS NOT NULL) s;

-- a filter outside of a subquery
-- nick: never  asked for outside
SELECT s.nick FROM (SELECT nick FROM users) s WHERE s.nick IS NOT NULL;

-- a filter on an expression of a subquery
-- up: never  asked for
SELECT s.up FROM (SELECT upper(nick) AS up, nick FROM users) s WHERE s.up > '';

-- constants in WHERE
-- nick: may  nothing is asked
SELECT nick FROM users WHERE true;

-- a chain of equalities
-- age: never  compared
-- id: never  NOT NULL
SELECT age, id FROM users WHERE id = age AND age = id;

-- arrays overlap
-- scores: never  NULL overlaps nothing
SELECT scores FROM users WHERE scores && ARRAY[1, 2];

-- contained in jsonb
-- extra: never  NULL contains nothing
SELECT extra FROM users WHERE extra @> '{}';
