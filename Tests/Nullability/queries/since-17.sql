-- MERGE with RETURNING
-- what: never  what MERGE did
-- sku: never  of the changed row
-- place: may  nullable
-- since: 17
MERGE INTO stock s USING (VALUES ('a'), ('n')) v(sku) ON s.sku = v.sku
WHEN MATCHED THEN UPDATE SET amount = s.amount + 1
WHEN NOT MATCHED THEN INSERT (sku) VALUES (v.sku)
RETURNING merge_action() AS what, s.sku, s.place;

-- MERGE with rows that have no source
-- v: may  there is no source row
-- sku: never  of the deleted row
-- since: 17
MERGE INTO stock s USING (VALUES ('a')) v(sku) ON s.sku = v.sku
WHEN MATCHED THEN UPDATE SET amount = 1
WHEN NOT MATCHED BY SOURCE THEN DELETE
RETURNING v.sku AS v, s.sku;

-- MERGE with rows of the source only
-- v: never  every action has its source row
-- since: 17
MERGE INTO stock s USING (VALUES ('a'), ('n')) v(sku) ON s.sku = v.sku
WHEN MATCHED THEN DELETE
WHEN NOT MATCHED THEN INSERT (sku) VALUES (v.sku)
RETURNING v.sku AS v;

-- MERGE whose condition compares a nullable column
-- nick: may  rows that do not match are inserted too
-- since: 17
MERGE INTO stock s USING users u ON s.sku = u.nick
WHEN MATCHED THEN DO NOTHING
WHEN NOT MATCHED THEN INSERT (sku, place) VALUES ('m' || u.id, u.nick)
RETURNING u.nick;

-- JSON_VALUE
-- a: may  no such path
-- since: 17
SELECT JSON_VALUE(data, '$.a') AS a FROM users WHERE jsonb_typeof(data) = 'object';

-- JSON_EXISTS
-- a: may  of NULL
-- since: 17
SELECT JSON_EXISTS(extra, '$.a') AS a FROM users;

-- JSON_TABLE
-- a: may  no such path
-- since: 17
SELECT t.a FROM users u,
  JSON_TABLE(u.data, '$' COLUMNS (n FOR ORDINALITY, a text PATH '$.a')) t;

-- MERGE that compares with a column of the source
-- a: may  without a source row both are NULL
-- since: 17
MERGE INTO stock s USING users u ON s.sku = u.name || '!'
WHEN NOT MATCHED BY SOURCE THEN UPDATE SET amount = 1
RETURNING CASE WHEN s.place IS NOT DISTINCT FROM u.name THEN s.place ELSE '' END AS a;
