-- rejot:consumer copies
-- from: shop/pair@1
-- into: crm
INSERT INTO copies (id, a, b) VALUES (:id, :b, :a)
ON CONFLICT (id) DO UPDATE SET a = EXCLUDED.a, b = EXCLUDED.b
WHERE (copies.a, copies.b) IS DISTINCT FROM (EXCLUDED.a, EXCLUDED.b);
-- rejot:delete
DELETE FROM copies WHERE id = :id;

-- rejot:public copy@1.0
-- source: crm
SELECT id, a, b FROM copies WHERE id = :id;

-- rejot:consumer pairs
-- from: shop/copy@1
-- into: accounts
INSERT INTO pairs (id, a, b) VALUES (:id, :a, :b)
ON CONFLICT (id) DO UPDATE SET a = EXCLUDED.a, b = EXCLUDED.b
WHERE (pairs.a, pairs.b) IS DISTINCT FROM (EXCLUDED.a, EXCLUDED.b);
-- rejot:delete
DELETE FROM pairs WHERE id = :id;
