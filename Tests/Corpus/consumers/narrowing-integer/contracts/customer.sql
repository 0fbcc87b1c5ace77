-- rejot:public fact@1.0
-- source: accounts
SELECT id, i FROM facts WHERE id = :id;
