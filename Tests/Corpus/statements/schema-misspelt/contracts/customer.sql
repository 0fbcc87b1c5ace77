-- rejot:public customer@1.0
-- source: accounts
SELECT id, email FROM publc.users WHERE id = :id;
