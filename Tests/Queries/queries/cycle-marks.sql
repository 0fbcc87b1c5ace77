WITH RECURSIVE walk AS (SELECT id, name FROM tree UNION ALL
  SELECT t.id, t.name FROM tree t, walk w WHERE t.parent = w.id)
  SEARCH BREADTH FIRST BY name SET line CYCLE id SET looped TO 'yes' DEFAULT 'no' USING route
SELECT name, line, looped FROM walk ORDER BY line;
WITH RECURSIVE walk AS (SELECT id, name FROM tree UNION ALL
  SELECT t.id, t.name FROM tree t, walk w WHERE t.parent = w.id)
  CYCLE id SET looped TO 'yes' DEFAULT NULL USING route
SELECT name, looped FROM walk;
WITH RECURSIVE walk AS (SELECT id, name FROM tree UNION ALL
  SELECT t.id, t.name FROM tree t, walk w WHERE t.parent = w.id)
  CYCLE id SET "It's" TO NULL DEFAULT date '2024-01-01' USING route
SELECT name, "It's" FROM walk;
WITH RECURSIVE walk AS (SELECT id, name FROM tree UNION ALL
  SELECT t.id, t.name FROM tree t, walk w WHERE t.parent = w.id)
  CYCLE id SET looped TO 1 DEFAULT 2.5 USING route
SELECT name, looped FROM walk;
