-- rejot:public customer@1.0
-- source: accounts
SELECT id, name FROM people WHERE id = :id;
