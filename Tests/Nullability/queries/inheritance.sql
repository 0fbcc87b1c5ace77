-- a parent and its children
-- word: may  a child allows NULL
SELECT word FROM parents;

-- ONLY the parent
-- word: never  its own rows are held to NOT NULL
SELECT word FROM ONLY parents;

-- the child
-- toy: never  NOT NULL of its own
-- word: may  it allows NULL
SELECT toy, word FROM children;

-- a parent, asked for
-- word: never  asked for
SELECT word FROM parents WHERE word > '';

-- a parent in a subquery
-- word: may  a child allows NULL
SELECT s.word FROM (SELECT word FROM parents) s;

-- partitions
-- what: never  NOT NULL in every partition
-- more: may  nullable
SELECT what, more FROM events;

-- one partition
-- what: never  NOT NULL
SELECT what FROM events_high;

-- groups of a parent
-- m: may  all of a group may be NULL
SELECT max(word) AS m FROM parents GROUP BY kind;

-- which table a row is in
-- t: never  every row is in a table
SELECT tableoid::regclass::text AS t FROM parents;

-- a column that the children hold to NOT NULL too
-- id: never  NOT NULL in all of them
SELECT id FROM parents;

-- the same on the far side of a join
-- id: may  no such row
-- own: never  NOT NULL in all of them
SELECT p.id, n.id AS own FROM notes n LEFT JOIN parents p ON p.id = n.id + 1000;
