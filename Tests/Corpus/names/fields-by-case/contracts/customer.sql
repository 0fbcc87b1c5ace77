-- rejot:public customer@1.0
-- source: accounts
SELECT * FROM users WHERE id = :id;
