-- rejot:public customer@1.0
-- source: accounts
SELECT u.id, l.at AS latest
FROM users u CROSS JOIN (SELECT at FROM logins ORDER BY at DESC LIMIT 1) l
WHERE u.id = :id;
