-- rejot:public customer@1.0
-- source: accounts
SELECT u.id, u.email, s.value AS currency
FROM users u JOIN settings s ON s.name = 'currency'
WHERE u.id = :id;
