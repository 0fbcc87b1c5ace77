-- rejot:public customer@1.0
-- source: accounts
-- fields:
--   email: varchar(80)
SELECT id, email FROM users WHERE id = :id;
