-- rejot:public customer@1.0
-- source: accounts
SELECT id AS number, email FROM users WHERE id = :id;
