-- rejot:public customer@1.0
-- source: accounts
SELECT id, email FROM users WHERE id = :id AND EXISTS (SELECT 1 FROM logins l WHERE l.user_id = users.id);
