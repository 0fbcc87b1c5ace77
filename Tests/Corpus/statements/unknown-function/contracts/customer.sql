-- rejot:public customer@1.0
-- source: accounts
SELECT id, lowre(email) AS email FROM users WHERE id = :id;
