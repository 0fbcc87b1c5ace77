-- rejot:public customer@1.0
-- source: accounts
SELECT id, lower(email), CASE WHEN last_name IS NULL THEN 0 END FROM users WHERE id = :id;
