-- rejot:public customer@1.0
-- source: accounts
SELECT id, "update", share, 'FOR UPDATE'::text AS words FROM users WHERE id = :id;
