-- rejot:public customer@1.0
-- source: accounts
SELECT id, frist_name FROM users WHERE id = :id;
