-- rejot:public customer@1.0
-- source: accounts
SELECT id, random() AS ticket FROM users WHERE id = :id;
