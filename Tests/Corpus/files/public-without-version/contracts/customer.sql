-- rejot:public customer
-- source: accounts
SELECT id, first_name, last_name FROM users WHERE id = :id;
