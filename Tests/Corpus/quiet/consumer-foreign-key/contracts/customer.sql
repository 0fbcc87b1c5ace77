-- rejot:public customer@1.0
-- source: accounts
SELECT id, first_name, last_name FROM users WHERE id = :id;

-- rejot:public login@1.0
-- source: accounts
SELECT id, user_id FROM logins WHERE id = :id;
