-- rejot:public parcel@1.0
-- source: source
-- description: A parcel, computed by generated Swift.
SELECT
  id,
  quantity * unit_price AS total,
  coalesce(nick, label) AS name,
  '<' || body || '>' AS framed,
  CASE
    WHEN quantity > 100 THEN 'bulk'
    WHEN weight >= 2.5 THEN 'heavy'
    WHEN zone IS NULL THEN label
    ELSE zone || '?'
  END AS size,
  due >= '2020-02-29' AS is_late,
  CASE WHEN remark = 'shared' THEN 100 / quantity END AS share,
  concat_ws('/', zone, -id, is_open, nullif(weight, 0)) AS path
FROM parcel
WHERE id = :id AND is_open AND (remark IS NULL OR remark NOT IN ('hidden', ''));

-- rejot:public parcel-imaged@1.0
-- source: source
-- description: The same, evaluated by the publisher's server, which alone can tell the last field.
SELECT
  id,
  quantity * unit_price AS total,
  coalesce(nick, label) AS name,
  '<' || body || '>' AS framed,
  CASE
    WHEN quantity > 100 THEN 'bulk'
    WHEN weight >= 2.5 THEN 'heavy'
    WHEN zone IS NULL THEN label
    ELSE zone || '?'
  END AS size,
  due >= '2020-02-29' AS is_late,
  CASE WHEN remark = 'shared' THEN 100 / quantity END AS share,
  concat_ws('/', zone, -id, is_open, nullif(weight, 0)) AS path,
  md5(label) AS proof
FROM parcel
WHERE id = :id AND is_open AND (remark IS NULL OR remark NOT IN ('hidden', ''));

-- rejot:consumer parcel-copy
-- from: scenarios/parcel@1
-- into: target
INSERT INTO parcel_copy (id, total, name, framed, size, is_late, share, path)
VALUES (:id, :total, :name, :framed, :size, :is_late, :share, :path)
ON CONFLICT (id) DO UPDATE SET
  total = EXCLUDED.total, name = EXCLUDED.name, framed = EXCLUDED.framed, size = EXCLUDED.size,
  is_late = EXCLUDED.is_late, share = EXCLUDED.share, path = EXCLUDED.path;
-- rejot:delete
DELETE FROM parcel_copy WHERE id = :id;

-- rejot:consumer parcel-image
-- from: scenarios/parcel-imaged@1
-- into: target
INSERT INTO parcel_image (id, total, name, framed, size, is_late, share, path)
VALUES (:id, :total, :name, :framed, :size, :is_late, :share, :path)
ON CONFLICT (id) DO UPDATE SET
  total = EXCLUDED.total, name = EXCLUDED.name, framed = EXCLUDED.framed, size = EXCLUDED.size,
  is_late = EXCLUDED.is_late, share = EXCLUDED.share, path = EXCLUDED.path;
-- rejot:delete
DELETE FROM parcel_image WHERE id = :id;

-- rejot:consumer parcel-tally
-- from: scenarios/parcel@1
-- into: target
INSERT INTO parcel_tally (id, upserts) VALUES (:id, 1)
ON CONFLICT (id) DO UPDATE SET upserts = parcel_tally.upserts + 1;
-- rejot:delete
INSERT INTO parcel_tally (id, deletes) VALUES (:id, 1)
ON CONFLICT (id) DO UPDATE SET deletes = parcel_tally.deletes + 1;

-- rejot:consumer parcel-image-tally
-- from: scenarios/parcel-imaged@1
-- into: target
INSERT INTO parcel_image_tally (id, upserts) VALUES (:id, 1)
ON CONFLICT (id) DO UPDATE SET upserts = parcel_image_tally.upserts + 1;
-- rejot:delete
INSERT INTO parcel_image_tally (id, deletes) VALUES (:id, 1)
ON CONFLICT (id) DO UPDATE SET deletes = parcel_image_tally.deletes + 1;
