-- rejot:public customer@1.0
-- source: accounts
SELECT id FROM users WHERE id = :id;
SELECT email FROM users WHERE id = :id;
