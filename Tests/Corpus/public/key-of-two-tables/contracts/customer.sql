-- rejot:public customer@1.0
-- source: accounts
SELECT u.id, b.id AS neighbour, u.country
FROM users u JOIN users b ON b.country = u.country
WHERE u.id = :id AND b.id = :neighbour;
