-- rejot:public customer@1.0
-- source: accounts
SELECT u.id, concat(u.email, ' in ', u.country) AS label, to_char(max(l.at), 'YYYY') AS year,
  to_jsonb(u.country) AS country
FROM users u LEFT JOIN logins l ON l.user_id = u.id WHERE u.id = :id GROUP BY u.id;
