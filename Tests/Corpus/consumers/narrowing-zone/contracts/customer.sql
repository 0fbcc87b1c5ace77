-- rejot:public fact@1.0
-- source: accounts
SELECT id, at FROM facts WHERE id = :id;
