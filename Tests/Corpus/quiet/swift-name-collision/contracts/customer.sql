-- rejot:public customer@1.0
-- source: accounts
SELECT * FROM users WHERE id = :id;

-- rejot:public customers@1.0
-- source: accounts
SELECT id FROM users WHERE id = :id;
