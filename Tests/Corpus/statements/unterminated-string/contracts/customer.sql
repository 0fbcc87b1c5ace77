-- rejot:public customer@1.0
-- source: accounts
SELECT id, 'it''s FROM users WHERE id = :id;
