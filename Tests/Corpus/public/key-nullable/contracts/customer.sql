-- rejot:public customer@1.0
-- source: accounts
SELECT id, nickname FROM users WHERE nickname = :nickname;
