-- rejot:public customer@1.0
-- source: accounts
SELECT l.user_id, count(*) AS logins FROM logins l WHERE l.user_id = :id GROUP BY l.user_id;

-- rejot:public cities@1.0
-- source: accounts
SELECT u.id, (SELECT count(DISTINCT a.city) FROM addresses a WHERE a.user_id = :id) AS cities
FROM users u WHERE u.id = :id;
