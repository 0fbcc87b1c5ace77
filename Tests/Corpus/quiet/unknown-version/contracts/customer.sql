-- rejot:public customer@1.0
-- source: accounts
SELECT id, first_name, last_name FROM users WHERE id = :id;

-- rejot:public customer@7.2
-- source: accounts
SELECT id, first_name, last_name FROM users WHERE id = :id;
