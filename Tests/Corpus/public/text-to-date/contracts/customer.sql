-- rejot:public customer@1.0
-- source: accounts
SELECT id, last_name::date AS born FROM users WHERE id = :id;
