-- rejot:public customer@1.0
-- source: accounts
SELECT u.id, row_to_json(u) AS everything FROM users u WHERE u.id = :id;
