-- rejot:public customer@1.0
-- source: accounts
SELECT id, shout(email) AS loud FROM users WHERE id = :id;
