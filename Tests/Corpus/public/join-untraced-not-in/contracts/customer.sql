-- rejot:public customer@1.0
-- source: accounts
SELECT id, email FROM users
WHERE id = :id AND country NOT IN (SELECT country FROM holidays);
