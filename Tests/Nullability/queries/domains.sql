-- columns of domains that say NOT NULL
-- line: may  a subquery without a row got in unseen
-- nested: may  a subquery without a row got in unseen
-- word: may  the domain says nothing
-- sure: never  the column says NOT NULL
SELECT line, nested, word, sure FROM forms;

-- on the far side
-- line: may  no such row
-- sure: may  no such row
SELECT f.line, f.sure FROM users u LEFT JOIN forms f ON f.id = u.id;

-- a scalar subquery of such a domain
-- x: may  no row
SELECT (SELECT line FROM forms LIMIT 1) AS x;

-- a cast to such a domain
-- x: never  the cast refuses NULL
-- y: may  this domain says nothing
SELECT name::filled AS x, nick::word AS y FROM users;

-- a cast of a nullable column to such a domain
-- x: never  the cast refuses NULL
SELECT coalesce(nick, name)::filled AS x FROM users;

-- a cast of a field to such a domain
-- x: never  the cast refuses NULL
SELECT (data ->> 'a')::filled AS x FROM users WHERE data ->> 'a' IS NOT NULL;

-- a cast to a domain over such a domain
-- x: never  the cast refuses NULL
SELECT nullif(name, 'zzz')::refilled AS x FROM users;

-- an expression over such a domain
-- x: may  what is stored may be NULL
-- y: never  NOT NULL
SELECT upper(line) AS x, upper(sure) AS y FROM forms;

-- asked for
-- line: never  asked for
SELECT line FROM forms WHERE line IS NOT NULL;

-- UNION of a domain
-- x: may  the far side
SELECT sure::text AS x FROM forms UNION SELECT line FROM forms;

-- lag over a domain
-- x: may  the first row has none before it
SELECT lag(sure) OVER (ORDER BY id) AS x FROM forms;

-- a cast in a subquery that finds no row
-- x: may  no row to cast
SELECT (SELECT f.sure::text::filled FROM forms f WHERE f.id = u.id) AS x FROM users u;

-- a cast to a domain whose CHECK no NULL passes
-- x: never  the cast refuses NULL
-- y: may  NULL passes this CHECK
-- z: may  NULL passes this CHECK
SELECT name::sealed AS x, nick::unsealed AS y, nick::half_sealed AS z FROM users;

-- a nullable value that is cast to it
-- x: never  the cast refuses NULL
SELECT nullif(nick, nick || '!')::sealed AS x FROM users WHERE nick IS NOT NULL;

-- a column of it
-- line: may  a subquery without a row got in unseen
SELECT line FROM seals;

-- the far side of a join, of it
-- line: may  no such row
SELECT s.line FROM users u LEFT JOIN seals s ON s.id = u.id;
