-- rejot:public customer@1.0
-- source: accounts
SELECT id, name FROM users WHERE id = :id;
