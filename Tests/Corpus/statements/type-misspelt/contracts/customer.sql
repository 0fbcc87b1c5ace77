-- rejot:public customer@1.0
-- source: accounts
SELECT id, email::vachar AS mail FROM users WHERE id = :id;
