-- rejot:public customer@1.0
-- source: accounts
SELECT id, coalesce(last_name, '') AS last_name, coalesce(last_name, nickname) AS either FROM users WHERE id = :id;
