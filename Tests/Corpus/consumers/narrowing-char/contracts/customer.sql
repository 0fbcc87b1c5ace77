-- rejot:public fact@1.0
-- source: accounts
SELECT id, code FROM facts WHERE id = :id;
