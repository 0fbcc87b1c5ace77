-- rejot:public customer@1.0
-- source: accounts
SELECT id, first_name AS name, email AS name FROM users WHERE id = :id;
