-- rejot:public customer@1.0
-- source: accounts
SELECT id, count(*) AS n FROM users WHERE id = :id;
