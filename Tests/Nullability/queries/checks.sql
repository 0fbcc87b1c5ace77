-- a validated CHECK that forbids NULL
-- must: never  CHECK (must IS NOT NULL)
SELECT must FROM checked;

-- a CHECK that NULL passes
-- size: may  size > 0 is not false for NULL
SELECT size FROM checked;

-- either of two columns
-- phone: may  the other one may be there
-- mail: may  the other one may be there
-- either: never  one of them is there
SELECT phone, mail, coalesce(phone, mail) AS either FROM checked;

-- either of two columns, the other way around and with a third
-- either: never  one of them is there
SELECT coalesce(on_state, mail, phone) AS either FROM checked WHERE id > 0;

-- greatest of either of two columns
-- either: never  one of them is there
SELECT greatest(phone, mail) AS either FROM checked;

-- one of the two with another column
-- x: may  the one that is there may be the other
SELECT coalesce(phone, nullif(on_state, on_state)) AS x FROM checked;

-- parts of an AND
-- low: never  low IS NOT NULL AND …
-- high: may  its part has an alternative
SELECT low, high FROM checked;

-- NOT (x IS NULL)
-- on_state: never  the same as IS NOT NULL
SELECT on_state FROM checked;

-- NOT VALID
-- must: may  old rows were not looked at
SELECT must FROM unchecked;

-- an inherited CHECK
-- kind: never  children are held to it
-- hint: may  NO INHERIT
SELECT kind, hint FROM parents;

-- NO INHERIT and ONLY
-- hint: never  the table's own rows are held to it
SELECT hint FROM ONLY parents;

-- the child of an inherited CHECK
-- kind: never  it is the child's too
-- hint: may  NO INHERIT
SELECT kind, hint FROM children;

-- a CHECK on the far side of a join
-- must: may  no row, no CHECK
SELECT c.must FROM users u LEFT JOIN checked c ON c.id = u.id;

-- either of two columns on the far side
-- either: may  no row at all
SELECT coalesce(c.phone, c.mail) AS either FROM users u LEFT JOIN checked c ON c.id = u.id;

-- columns of two different rows
-- either: may  each row has one of its own
SELECT coalesce(a.phone, b.mail) AS either FROM checked a JOIN checked b ON a.id <> b.id;

-- through an expression
-- must: never  CHECK (must IS NOT NULL)
SELECT upper(must) || 'x' AS must FROM checked;

-- through a subquery
-- must: never  CHECK (must IS NOT NULL)
SELECT s.must FROM (SELECT must FROM checked ORDER BY id LIMIT 2) s;
