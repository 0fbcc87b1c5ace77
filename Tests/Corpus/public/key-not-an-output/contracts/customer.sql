-- rejot:public customer@1.0
-- source: accounts
-- key: [identifier]
SELECT id, first_name FROM users;
