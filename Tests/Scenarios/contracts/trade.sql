-- rejot:public purchase@1.0
-- source: source
-- description: A purchase with what its lines come to; one without lines is none.
SELECT
  p.id,
  b.name AS buyer,
  p.status,
  sum(l.units * pr.price) / p.share AS total,
  count(*) AS parts,
  (SELECT count(*) FROM remark AS r WHERE r.purchase_id = p.id) AS remarks,
  (SELECT max(s.carrier) FROM parcel.purchase AS s WHERE s.of = p.id) AS carrier
FROM purchase AS p
JOIN buyer AS b ON b.id = p.buyer_id
JOIN purchase_line AS l ON l.purchase_id = p.id
JOIN product AS pr ON pr.id = l.product_id
WHERE p.id = :id
GROUP BY p.id, b.id;

-- rejot:consumer purchase-copy
-- from: scenarios/purchase@1
-- into: target
INSERT INTO purchase_copy (id, buyer, status, total, parts, remarks, carrier)
VALUES (:id, :buyer, :status, :total, :parts, :remarks, :carrier)
ON CONFLICT (id) DO UPDATE SET
  buyer = EXCLUDED.buyer, status = EXCLUDED.status, total = EXCLUDED.total,
  parts = EXCLUDED.parts, remarks = EXCLUDED.remarks, carrier = EXCLUDED.carrier;
-- rejot:delete
DELETE FROM purchase_copy WHERE id = :id;

-- rejot:consumer purchase-tally
-- from: scenarios/purchase@1
-- into: target
-- start: now
INSERT INTO purchase_tally (id, upserts) VALUES (:id, 1)
ON CONFLICT (id) DO UPDATE SET upserts = purchase_tally.upserts + 1;
-- rejot:delete
INSERT INTO purchase_tally (id, deletes) VALUES (:id, 1)
ON CONFLICT (id) DO UPDATE SET deletes = purchase_tally.deletes + 1;

-- rejot:public line@1.0
-- source: source
-- description: A line of a purchase, through a view.
SELECT v.purchase_id, v.line, v.title, v.amount, c.name AS category
FROM priced_line AS v LEFT JOIN category AS c ON c.id = v.category_id
WHERE v.purchase_id = :purchase_id AND v.line = :line
  AND v.purchase_id IS NOT NULL AND v.line IS NOT NULL;

-- rejot:consumer line-copy
-- from: scenarios/line@1
-- into: target
INSERT INTO line_copy (purchase_id, line, title, amount, category)
VALUES (:purchase_id, :line, :title, :amount, :category)
ON CONFLICT (purchase_id, line) DO UPDATE SET
  title = EXCLUDED.title, amount = EXCLUDED.amount, category = EXCLUDED.category;
-- rejot:delete
DELETE FROM line_copy WHERE purchase_id = :purchase_id AND line = :line;

-- rejot:public active-buyer@1.0
-- source: source
-- description: Who has something open.
SELECT b.id, b.name, b.city
FROM buyer AS b
WHERE b.id = :id
  AND EXISTS (SELECT FROM purchase AS p WHERE p.buyer_id = b.id AND p.status = 'open');

-- rejot:consumer active-buyer
-- from: scenarios/active-buyer@1
-- into: target
INSERT INTO active_buyer (id, name, city) VALUES (:id, :name, :city)
ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, city = EXCLUDED.city;
-- rejot:delete
DELETE FROM active_buyer WHERE id = :id;

-- rejot:public category-sale@1.0
-- source: source
-- description: What is sold of each category, three hops away.
SELECT c.id, c.name, sum(l.units) AS units, count(DISTINCT p.buyer_id) AS buyers
FROM category AS c
JOIN product AS pr ON pr.category_id = c.id
JOIN purchase_line AS l ON l.product_id = pr.id
JOIN purchase AS p ON p.id = l.purchase_id
WHERE c.id = :id
GROUP BY c.id;

-- rejot:consumer category-sale
-- from: scenarios/category-sale@1
-- into: target
INSERT INTO category_sale (id, name, units, buyers) VALUES (:id, :name, :units, :buyers)
ON CONFLICT (id) DO UPDATE SET
  name = EXCLUDED.name, units = EXCLUDED.units, buyers = EXCLUDED.buyers;
-- rejot:delete
DELETE FROM category_sale WHERE id = :id;

-- rejot:public staff@1.0
-- source: source
-- description: Who reports to whom; one table in three places.
SELECT
  s.id,
  s.name,
  b.name AS boss,
  (SELECT count(*) FROM staff AS r WHERE r.boss_id = s.id) AS reports
FROM staff AS s LEFT JOIN staff AS b ON b.id = s.boss_id
WHERE s.id = :id;

-- rejot:consumer staff-copy
-- from: scenarios/staff@1
-- into: target
INSERT INTO staff_copy (id, name, boss, reports) VALUES (:id, :name, :boss, :reports)
ON CONFLICT (id) DO UPDATE SET
  name = EXCLUDED.name, boss = EXCLUDED.boss, reports = EXCLUDED.reports;
-- rejot:delete
DELETE FROM staff_copy WHERE id = :id;

-- rejot:public sensor@1.0
-- source: source
-- description: What a sensor has read; its readings are in partitions.
SELECT
  s.id,
  s.place,
  count(r.day) AS readings,
  max(r.value) AS highest,
  string_agg(r.note, ', ' ORDER BY r.day) AS notes
FROM sensor AS s LEFT JOIN reading AS r ON r.sensor_id = s.id
WHERE s.id = :id
GROUP BY s.id;

-- rejot:consumer sensor-copy
-- from: scenarios/sensor@1
-- into: target
INSERT INTO sensor_copy (id, place, readings, highest, notes)
VALUES (:id, :place, :readings, :highest, :notes)
ON CONFLICT (id) DO UPDATE SET
  place = EXCLUDED.place, readings = EXCLUDED.readings, highest = EXCLUDED.highest,
  notes = EXCLUDED.notes;
-- rejot:delete
DELETE FROM sensor_copy WHERE id = :id;
