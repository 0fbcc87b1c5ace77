-- rejot:public customer@1.0
-- source: accounts
SELECT id, current AS current_of, cursor FROM users WHERE id = :id;
