-- rejot:public customer@1.0
-- source: accounts
SELECT u.id, (SELECT sum(p.logins) FROM people p) AS all_logins FROM users u WHERE u.id = :id;
