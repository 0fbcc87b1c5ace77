-- rejot:public customer@1.0
-- source: accounts
SELECT id, email FROM people WHERE id = :id;
