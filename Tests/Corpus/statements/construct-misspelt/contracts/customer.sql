-- rejot:public customer@1.0
-- source: accounts
SELECT id, coalesc(last_name, '') AS last_name FROM users WHERE id = :id;
