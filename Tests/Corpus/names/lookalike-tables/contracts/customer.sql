-- rejot:public customer@1.0
-- source: accounts
SELECT id, name FROM "café" WHERE id = :id;
