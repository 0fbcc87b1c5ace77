-- rejot:public customer@1.0
-- source: accounts
SELECT id, email FROM users WHERE last_name <> '' AND :id = users.id;
