-- rejot:public customer@1.0
-- source: accounts
-- key: [id]
SELECT id, email FROM users;
