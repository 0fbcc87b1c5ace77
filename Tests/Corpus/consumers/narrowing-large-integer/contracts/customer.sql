-- rejot:public fact@1.0
-- source: accounts
SELECT id, big FROM facts WHERE id = :id;
