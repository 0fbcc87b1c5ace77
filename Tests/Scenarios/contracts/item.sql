-- rejot:public item@1.0
-- source: source
-- description: An item.
SELECT id, label, rank FROM item WHERE id = :id;

-- rejot:consumer item-copy
-- from: scenarios/item@1
-- into: target
INSERT INTO item_copy (id, label, rank) VALUES (:id, :label, :rank)
ON CONFLICT (id) DO UPDATE SET label = :label, rank = :rank;
-- rejot:delete
DELETE FROM item_copy WHERE id = :id;

-- rejot:consumer item-tally
-- from: scenarios/item@1
-- into: target
INSERT INTO item_tally (id, upserts) VALUES (:id, 1)
ON CONFLICT (id) DO UPDATE SET upserts = item_tally.upserts + 1;
-- rejot:delete
UPDATE item_tally SET deletes = deletes + 1 WHERE id = :id;

-- rejot:consumer item-mirror
-- from: scenarios/item@1
-- into: mirror
INSERT INTO item_mirror (id, label) VALUES (:id, :label)
ON CONFLICT (id) DO UPDATE SET label = EXCLUDED.label;
-- rejot:delete
DELETE FROM item_mirror WHERE id = :id;
