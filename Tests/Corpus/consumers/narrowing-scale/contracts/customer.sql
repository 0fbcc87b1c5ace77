-- rejot:public fact@1.0
-- source: accounts
SELECT id, n FROM facts WHERE id = :id;
