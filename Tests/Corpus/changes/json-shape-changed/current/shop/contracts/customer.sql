-- rejot:public customer@1.0
-- source: accounts
SELECT id, name, jsonb_build_object('code', code, 'level', tier) AS doc FROM customers WHERE id = :id;
