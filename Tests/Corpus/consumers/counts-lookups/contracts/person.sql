-- rejot:public person@1.0
-- source: accounts
SELECT u.id, u.email, (SELECT count(*) FROM logins l WHERE l.user_id = u.id) AS logins
FROM users u WHERE u.id = :id;
