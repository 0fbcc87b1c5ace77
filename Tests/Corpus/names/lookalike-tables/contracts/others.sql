-- rejot:public others@1.0
-- source: accounts
SELECT id FROM others WHERE id = :id;
