-- rejot:public customer@1.0
-- source: accounts
SELECT id, frist_name FROM users WHERE id = :id;

-- rejot:public account@1.0
-- source: accounts
SELECT id, email FROM usrs WHERE id = :id;
