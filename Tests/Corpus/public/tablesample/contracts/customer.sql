-- rejot:public customer@1.0
-- source: accounts
SELECT id, lower(email) AS email FROM users TABLESAMPLE system (10) WHERE id = :id;
