-- rejot:public customer@1.0
-- source: accounts
-- deprecated: 2027-01-31
-- sunset: 2026-12-31
SELECT id, name FROM customers WHERE id = :id;
