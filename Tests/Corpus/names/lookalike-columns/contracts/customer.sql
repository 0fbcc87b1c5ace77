-- rejot:public customer@1.0
-- source: accounts
SELECT id, "café", "café" AS other FROM users WHERE id = :id;
