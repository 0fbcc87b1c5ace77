-- rejot:public customer@0.10
-- source: accounts
SELECT id, first_name, last_name FROM users WHERE id = :id;
