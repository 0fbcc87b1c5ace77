-- rejot:public pair@1.0
-- source: accounts
SELECT id, a, b FROM pairs WHERE id = :id;
