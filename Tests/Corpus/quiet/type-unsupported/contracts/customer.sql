-- rejot:public customer@1.0
-- source: accounts
SELECT id, home::text AS home FROM users WHERE id = :id;
