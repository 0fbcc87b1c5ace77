-- rejot:public customer@1.0
-- source: accounts
SELECT u.id, count(*) AS logins, max(l.at) AS last_login
FROM users u JOIN logins l ON l.user_id = u.id
WHERE u.id = :id
GROUP BY u.id;
