-- rejot:public customer@1.0
-- source: accounts
SELECT id, badge(email) AS badge FROM users WHERE id = :id;
