-- rejot:public person@1.0
-- source: accounts
SELECT u.id, u.email, (SELECT count(*) FROM logins l WHERE l.user_id = u.id) AS logins
FROM users u WHERE u.id = :id;

-- rejot:public customer@1.0
-- source: accounts
SELECT id, email FROM users WHERE id = :id;
