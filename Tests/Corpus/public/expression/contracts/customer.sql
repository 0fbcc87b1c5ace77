-- rejot:public customer@1.0
-- source: accounts
SELECT id, lower(email) AS email FROM users WHERE id = :id;
