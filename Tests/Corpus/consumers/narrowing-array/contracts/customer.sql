-- rejot:public fact@1.0
-- source: accounts
SELECT id, list FROM facts WHERE id = :id;
