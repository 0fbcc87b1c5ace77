-- A file of contracts; rejot:public stands further down.

-- rejot:public customer@1.0
-- source: accounts
SELECT id, first_name, last_name -- not a header any more: rejot
FROM users WHERE id = :id;
-- The end.
