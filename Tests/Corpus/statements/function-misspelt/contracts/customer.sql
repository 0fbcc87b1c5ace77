-- rejot:public customer@1.0
-- source: accounts
SELECT id, lowr(email) AS mail FROM users WHERE id = :id;
