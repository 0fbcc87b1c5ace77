-- rejot:public customer@1.0
-- source: accounts
SELECT id, email AS mail, email FROM users WHERE id = :id;
