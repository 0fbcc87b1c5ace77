-- rejot:public inner@1.0
-- source: accounts
SELECT id FROM "café".inner_one WHERE id = :id;
