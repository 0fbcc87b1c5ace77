-- rejot:public customer@1.0
-- source: accounts
SELECT id, email FROM app_user WHERE id = :id;
