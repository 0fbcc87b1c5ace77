-- rejot:public customer@1.0
-- source: accounts
SELECT ID, U."Email" FROM users AS u WHERE u.Id = :id;
