-- rejot:public customer@1.0
-- source: accounts
SELECT id, email, xmin::text AS version FROM users WHERE id = :id;
