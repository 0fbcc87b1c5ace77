-- rejot:public customer@1.0
-- source: accounts
SELECT id, mood FROM users WHERE id = :id;
