-- rejot:public customer@1.0
-- source: accounts
SELECT id, first_name, "firstName" FROM users WHERE id = :id;
