-- rejot:public customer@1.0
-- source: accounts
SELECT id, "First Name" FROM users WHERE id = :id;
