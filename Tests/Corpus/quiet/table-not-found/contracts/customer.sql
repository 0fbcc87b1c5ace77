-- rejot:public customer@1.0
-- source: accounts
SELECT id, email FROM "Users" WHERE id = :id;
