-- rejot:public customer@1.0
-- source: accounts
SELECT id, CASE WHEN last_name IS NULL THEN 0 ELSE first_name END AS x FROM users WHERE id = :id;
