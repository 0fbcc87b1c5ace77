-- rejot:public customer@1.0
-- source: accounts
SELECT id FROM users a JOIN users b ON a.id = b.id WHERE a.id = :id;
