-- rejot:public customer@1.0
-- source: accounts
SELECT email, first_name FROM users WHERE id = :user_id;
