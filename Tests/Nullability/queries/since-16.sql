-- IS JSON
-- a: never  of a value
-- b: may  of NULL
-- since: 16
SELECT name IS JSON AS a, nick IS JSON AS b FROM users;

-- JSON constructors
-- o: never  an object
-- a: never  an array
-- since: 16
SELECT JSON_OBJECT('a': nick) AS o, JSON_ARRAY(nick, age) AS a FROM users;

-- JSON_ARRAYAGG
-- l: may  over no rows
-- since: 16
SELECT JSON_ARRAYAGG(id) AS l FROM users;

-- JSON_OBJECTAGG in groups
-- o: never  a group has a row
-- since: 16
SELECT JSON_OBJECTAGG(name: id) AS o FROM users GROUP BY active;

-- any_value
-- a: may  over no rows
-- since: 16
SELECT any_value(name) AS a FROM users;

-- any_value in groups
-- a: never  a group has a row
-- b: may  all of a group may be NULL
-- since: 16
SELECT any_value(name) AS a, any_value(nick) AS b FROM users GROUP BY active;

-- a subquery in FROM without an alias
-- name: never  NOT NULL
-- since: 16
SELECT name FROM (SELECT name FROM users);
