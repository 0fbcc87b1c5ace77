-- rejot:public customer@1.1
-- source: accounts
SELECT id, name, jsonb_build_object('tier', tier, 'code', code, 'nick', nick) AS doc FROM customers WHERE id = :id;
