-- rejot:public parent@1.0
-- source: source
SELECT id, name FROM parent WHERE id = :id;

-- rejot:public child@1.0
-- source: source
SELECT id, parent_id, note FROM child WHERE id = :id;

-- rejot:consumer parent-copy
-- from: scenarios/parent@1
-- into: target
INSERT INTO parent_copy (id, name) VALUES (:id, :name)
ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name;
-- rejot:delete
DELETE FROM parent_copy WHERE id = :id;

-- rejot:consumer child-copy
-- from: scenarios/child@1
-- into: target
INSERT INTO child_copy (id, parent_id, note) VALUES (:id, :parent_id, :note)
ON CONFLICT (id) DO UPDATE SET parent_id = EXCLUDED.parent_id, note = EXCLUDED.note;
-- rejot:delete
DELETE FROM child_copy WHERE id = :id;
