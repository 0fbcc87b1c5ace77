-- rejot:public customer@1.0
-- source: accounts
SELECT id, "café" FROM users WHERE id = :id;
