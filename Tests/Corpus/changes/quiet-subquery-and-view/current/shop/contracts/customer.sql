-- rejot:public customer@1.0
-- source: accounts
SELECT p.id, p.name, p.nick FROM people p WHERE p.id = :id;
