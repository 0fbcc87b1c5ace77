-- rejot:public customer@1.0
-- source: accounts
-- fields:
--   last_name: { nullable: false }
SELECT id, last_name FROM users WHERE id = :id;
