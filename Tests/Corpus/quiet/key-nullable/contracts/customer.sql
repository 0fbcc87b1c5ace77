-- rejot:public customer@1.0
-- source: accounts
SELECT email, nickname FROM users WHERE email = :email;
