-- rejot:public customer@1.0
-- source: accounts
SELECT id, frist_name FROM users WHERE id = :id;

-- rejot:public account@1.0
-- source: accounts
SELECT id, email FROM usrs WHERE id = :id;

-- rejot:public dice@1.0
-- source: accounts
SELECT id, random() AS dice FROM users WHERE id = :id;

-- rejot:public nick@1.0
-- source: accounts
SELECT id, nickname FROM users WHERE nickname = :nickname;

-- rejot:public fine@1.0
-- source: accounts
SELECT id, email FROM users WHERE id = :id;
