-- rejot:public customer@1.0
-- source: accounts
SELECT id, email FROM ONLY users WHERE id = :id;
