-- CASE with ELSE
-- a: never  every branch is a value
-- b: may  one branch is nullable
SELECT CASE WHEN active THEN name ELSE code END AS a, CASE WHEN active THEN nick ELSE name END AS b
FROM users;

-- CASE without ELSE
-- a: may  no branch may fit
SELECT CASE WHEN active THEN name END AS a FROM users;

-- CASE with ELSE NULL
-- a: may  ELSE
SELECT CASE WHEN active THEN name ELSE NULL END AS a FROM users;

-- CASE that tests for NULL
-- a: never  the branch is taken for values only
SELECT CASE WHEN nick IS NOT NULL THEN nick ELSE '' END AS a FROM users;

-- CASE that takes NULL away first
-- a: never  ELSE sees values only
SELECT CASE WHEN nick IS NULL THEN '' ELSE nick END AS a FROM users;

-- CASE that takes two NULLs away first
-- a: never  ELSE sees values only
SELECT CASE WHEN nick IS NULL OR age IS NULL THEN '' ELSE nick || age END AS a FROM users;

-- CASE that takes one of two NULLs away
-- a: may  only both together are taken away
SELECT CASE WHEN nick IS NULL AND age IS NULL THEN '' ELSE nick || age END AS a FROM users;

-- CASE with a comparison
-- a: never  the branch is taken for values only
-- b: may  ELSE is taken for NULL too
SELECT CASE WHEN nick = 'a' THEN nick ELSE '' END AS a,
  CASE WHEN nick = 'a' THEN '' ELSE nick END AS b
FROM users;

-- CASE with several conditions
-- a: never  each branch is a value or tested
SELECT CASE WHEN age > 2 THEN age WHEN age IS NULL THEN 0 ELSE age END AS a FROM users;

-- CASE of a value
-- a: never  every branch is a value
-- b: may  a branch is nullable
SELECT CASE feeling WHEN 'sad' THEN 1 ELSE 2 END AS a, CASE nick WHEN 'a' THEN nick ELSE nick END AS b
FROM users;

-- CASE over every label of an enum
-- a: never  there is no other label
SELECT CASE feeling WHEN 'sad' THEN 1 WHEN 'ok' THEN 2 WHEN 'great' THEN 3 END AS a FROM users;

-- CASE over some labels of an enum
-- a: may  another label
SELECT CASE feeling WHEN 'sad' THEN 1 WHEN 'ok' THEN 2 END AS a FROM users;

-- CASE over every label of an enum that may be NULL
-- a: may  NULL is no label
SELECT CASE mood WHEN 'sad' THEN 1 WHEN 'ok' THEN 2 WHEN 'great' THEN 3 END AS a FROM users;

-- CASE over true and false
-- a: never  there is nothing else
-- b: may  NULL is neither
SELECT CASE active WHEN true THEN 1 WHEN false THEN 0 END AS a,
  CASE flag WHEN true THEN 1 WHEN false THEN 0 END AS b
FROM users;

-- CASE over a condition and its opposite
-- a: never  one of them holds
-- b: may  neither holds for NULL
SELECT CASE WHEN active THEN 1 WHEN NOT active THEN 0 END AS a,
  CASE WHEN flag THEN 1 WHEN NOT flag THEN 0 END AS b
FROM users;

-- CASE over IS NULL and IS NOT NULL
-- a: never  one of them holds
SELECT CASE WHEN nick IS NULL THEN 'none' WHEN nick IS NOT NULL THEN nick END AS a FROM users;

-- CASE WHEN true
-- a: never  the last condition always holds
SELECT CASE WHEN age > 1 THEN 'x' WHEN true THEN 'y' END AS a FROM users;

-- CASE in CASE
-- a: never  tested outside
-- b: may  the inner one has no ELSE
SELECT CASE WHEN nick IS NULL THEN '' ELSE CASE WHEN active THEN nick ELSE 'x' END END AS a,
  CASE WHEN nick IS NULL THEN '' ELSE CASE WHEN active THEN nick END END AS b
FROM users;

-- CASE of the far side
-- a: never  tested
SELECT CASE WHEN a.id IS NULL THEN 'none' ELSE a.id::text END AS a
FROM users u LEFT JOIN addresses a ON a.user_id = u.id;

-- CASE of the far side, another column of the same row
-- a: never  the row is there
SELECT CASE WHEN a.id IS NOT NULL THEN a.city ELSE 'none' END AS a
FROM users u LEFT JOIN addresses a ON a.user_id = u.id;

-- coalesce in CASE
-- a: never  both branches
SELECT CASE WHEN active THEN coalesce(nick, '') ELSE name END AS a FROM users;

-- coalesce of several
-- a: never  the third
-- b: may  none
SELECT coalesce(nick, mood::text, name) AS a, coalesce(nick, NULL) AS b FROM users;

-- coalesce behind CASE
-- a: never  coalesce ends at a constant
SELECT coalesce(CASE WHEN active THEN nick END, 'x') AS a FROM users;

-- nullif in CASE
-- a: may  nullif
SELECT CASE WHEN active THEN nullif(name, 'a') ELSE name END AS a FROM users;

-- CASE over both answers of something that changes
-- a: may  asked twice, it may say no twice
-- b: may  asked twice, it may say no twice
-- c: never  asked twice, it says the same
SELECT CASE WHEN random() < 0.5 THEN 1 WHEN NOT random() < 0.5 THEN 2 END AS a,
  CASE WHEN flip() IS NULL THEN 1 WHEN flip() IS NOT NULL THEN 2 END AS b,
  CASE WHEN mine(name) IS NULL THEN 1 WHEN mine(name) IS NOT NULL THEN 2 END AS c
FROM users;
