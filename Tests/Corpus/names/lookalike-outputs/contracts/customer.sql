-- rejot:public customer@1.0
-- source: accounts
SELECT id, one AS "café", two AS "café" FROM users WHERE id = :id;
