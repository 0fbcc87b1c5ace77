-- rejot:public fact@1.0
-- source: accounts
SELECT id, f FROM facts WHERE id = :id;
