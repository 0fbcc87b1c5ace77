-- rejot:public uncut@1.0
-- source: source
SELECT * FROM uncut WHERE id = :id;

-- rejot:consumer uncut-copy
-- from: types/uncut@1
-- into: target
INSERT INTO uncut_copy (
  id, percents, percent_lists
) VALUES (
  :id, :percents, :percent_lists
) ON CONFLICT (id) DO UPDATE SET
  percents = EXCLUDED.percents, percent_lists = EXCLUDED.percent_lists;
-- rejot:delete
DELETE FROM uncut_copy WHERE id = :id;

-- rejot:consumer uncut-each
-- from: types/uncut@1
-- into: target
INSERT INTO uncut_each (
  id, percents, percent_lists, touched
) VALUES (
  :id, :percents, :percent_lists, 1
) ON CONFLICT (id) DO UPDATE SET
  percents = EXCLUDED.percents, percent_lists = EXCLUDED.percent_lists,
  touched = uncut_each.touched + 1;
-- rejot:delete
DELETE FROM uncut_each WHERE id = :id;
