WITH RECURSIVE swap(a, b) AS (SELECT name, weight::text FROM tree WHERE parent IS NULL
  UNION ALL SELECT b, a FROM swap) SELECT a, b FROM swap;
WITH RECURSIVE up AS (SELECT id, parent, name FROM tree WHERE id = :id
  UNION SELECT t.id, t.parent, t.name FROM tree t JOIN up ON t.id = up.parent) SELECT id, name, parent FROM up;
WITH RECURSIVE walk AS (SELECT id, parent, name FROM tree UNION ALL
  SELECT t.id, t.parent, t.name FROM tree t, walk w WHERE t.parent = w.id)
  SEARCH DEPTH FIRST BY name, id SET line CYCLE id SET looped USING route
SELECT id, line, looped, route FROM walk;
WITH RECURSIVE walk AS (SELECT id, name FROM tree UNION ALL
  SELECT t.id, t.name FROM tree t, walk w WHERE t.parent = w.id)
  SEARCH BREADTH FIRST BY name SET line CYCLE id SET looped USING route
SELECT name, line, looped FROM walk ORDER BY line;
SELECT id, path, total FROM branches;
WITH RECURSIVE outermost AS (SELECT 1 AS n), inside AS (WITH RECURSIVE i AS (SELECT n, 'x' AS w FROM outermost
  UNION ALL SELECT i.n + 1, u.name FROM i, users u WHERE i.n < 3) SELECT * FROM i)
SELECT n, w FROM inside;
WITH RECURSIVE a AS (SELECT id FROM tree), b AS (SELECT count(*) AS n FROM a) SELECT n FROM b;
