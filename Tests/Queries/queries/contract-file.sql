-- rejot:public customer@1.0
-- source: shop
-- A contract's header is a comment here.
SELECT id, name FROM users WHERE id = :id;

-- rejot:consumer copies
-- from: queries/customer@1
-- into: shop
INSERT INTO log (id, note) VALUES (:id, :name);
-- rejot:delete
DELETE FROM log WHERE id = :id;
