-- rejot:public customer@1.0
-- source: accounts
SELECT id, email, last_name FROM users WHERE id = :id;
