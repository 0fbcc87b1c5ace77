-- rejot:public visit@1.0
-- source: accounts
SELECT user_id AS person, day FROM visits WHERE user_id = :user_id AND day = :day;
