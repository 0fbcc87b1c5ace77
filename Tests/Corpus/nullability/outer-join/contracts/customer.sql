-- rejot:public customer@1.0
-- source: accounts
SELECT u.id, a.city, b.street
FROM users u
LEFT JOIN addresses a ON a.user_id = u.id
JOIN addresses b ON b.user_id = u.id
WHERE u.id = :id;
