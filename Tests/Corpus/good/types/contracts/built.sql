-- rejot:public built@1.0
-- source: accounts
SELECT * FROM built WHERE id = :id;
