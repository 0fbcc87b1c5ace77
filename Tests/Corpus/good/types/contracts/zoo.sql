-- rejot:public zoo@1.0
-- source: accounts
SELECT * FROM zoo WHERE id = :id;
