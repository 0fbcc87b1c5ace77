-- rejot:public fact@1.0
-- source: accounts
SELECT * FROM facts WHERE id = :id;
