-- rejot:public customer@1.0
-- source: accounts
SELECT u.id, a.city FROM users u LEFT JOIN addresses a ON a.user_id = u.id WHERE u.id = :id;
