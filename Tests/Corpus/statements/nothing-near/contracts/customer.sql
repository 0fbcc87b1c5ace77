-- rejot:public customer@1.0
-- source: accounts
SELECT id, zebra FROM users WHERE id = :id;
