-- rejot:public customer@1.0
-- source: accounts
WITH gone AS (DELETE FROM users WHERE id = :id RETURNING id, email)
SELECT id, email FROM gone WHERE id = :id;
