-- rejot:public offer@1.0
-- source: source
-- description: What is for sale now, computed from a listing.
SELECT
  id,
  upper(title) AS title,
  price / units AS unit_price,
  tags,
  array_to_string(tags, ', ') AS tag_list,
  md5(body) AS body_hash,
  feeling,
  twice,
  shelf_label(title, id) AS shelf
FROM listing
WHERE id = :id AND is_open AND (feeling IS NULL OR feeling <> 'low');

-- rejot:consumer offer-copy
-- from: scenarios/offer@1
-- into: target
INSERT INTO offer_copy (id, title, unit_price, tags, tag_list, body_hash, feeling, twice, shelf)
VALUES (:id, :title, :unit_price, :tags, :tag_list, :body_hash, :feeling, :twice, :shelf)
ON CONFLICT (id) DO UPDATE SET
  title = EXCLUDED.title, unit_price = EXCLUDED.unit_price, tags = EXCLUDED.tags,
  tag_list = EXCLUDED.tag_list, body_hash = EXCLUDED.body_hash, feeling = EXCLUDED.feeling,
  twice = EXCLUDED.twice, shelf = EXCLUDED.shelf;
-- rejot:delete
DELETE FROM offer_copy WHERE id = :id;

-- rejot:consumer offer-tally
-- from: scenarios/offer@1
-- into: target
INSERT INTO offer_tally (id, upserts) VALUES (:id, 1)
ON CONFLICT (id) DO UPDATE SET upserts = offer_tally.upserts + 1;
-- rejot:delete
INSERT INTO offer_tally (id, deletes) VALUES (:id, 1)
ON CONFLICT (id) DO UPDATE SET deletes = offer_tally.deletes + 1;
