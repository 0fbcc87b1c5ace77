-- rejot:public fact@1.0
-- source: accounts
SELECT id, any_n FROM facts WHERE id = :id;
