-- rejot:public customer@1.0
-- source: accounts
SELECT id, email FROM users WHERE id = :id AND current_date > '2024-01-01';
