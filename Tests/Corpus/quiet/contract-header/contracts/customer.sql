-- A file of contracts; rejot:public stands further down.

-- rejot:public customer@1.0
-- source: accounts
-- not a header any more: rejot
SELECT id, first_name, last_name FROM users WHERE id = :id;
-- The end.
