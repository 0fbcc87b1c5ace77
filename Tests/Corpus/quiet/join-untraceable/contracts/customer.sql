-- rejot:public customer@1.0
-- source: accounts
SELECT u.id, u.email, b.email AS boss, p.logins,
  (SELECT count(*) FROM addresses a WHERE a.user_id = u.id) AS addresses,
  NOT EXISTS (SELECT FROM logins l WHERE l.user_id = u.id) AS is_new
FROM users u
LEFT JOIN users b ON b.id = u.boss
JOIN people p ON p.id = u.id
WHERE u.id = :id AND u.country NOT LIKE 'x%';

-- rejot:public country@1.0
-- source: accounts
-- key: country
SELECT u.country, count(DISTINCT u.id) AS users, max(l.at) AS last_login
FROM users u LEFT JOIN logins l ON l.user_id = u.id
GROUP BY u.country;
