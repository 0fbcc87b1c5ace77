WITH RECURSIVE walk AS (SELECT id, name FROM tree UNION ALL
  SELECT t.id, t.name FROM tree t, walk w WHERE t.parent = w.id)
  SEARCH BREADTH FIRST BY name SET line CYCLE id SET looped TO 'yes' DEFAULT 'no' USING route
SELECT name, line, looped FROM walk ORDER BY line;
