-- rejot:public customer@1.0
-- source: accounts
-- fields:
--   frist_name: text
SELECT id, first_name FROM users WHERE id = :id;
