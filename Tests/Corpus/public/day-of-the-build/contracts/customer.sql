-- rejot:public customer@1.0
-- source: accounts
SELECT id, email, to_date(last_name, 'YYYY-MM-DD') > 'today' AS later FROM users WHERE id = :id;
