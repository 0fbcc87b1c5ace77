-- rejot:public customer@1.0
-- source: accounts
-- descripton: Who buys.
SELECT id, first_name, last_name FROM users WHERE id = :id;
