-- rejot:public customer@1.0
-- source: accounts
SELECT id, upper(email) AS loud FROM users WHERE id = :id AND (last_name IS NULL OR length(last_name) > 1);
