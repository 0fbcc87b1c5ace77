-- rejot:public customer@1.0
-- source: accounts
-- deprecated: 2026-02-29
SELECT id, name FROM customers WHERE id = :id;
