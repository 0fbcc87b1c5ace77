-- rejot:public customer@1.0
-- source: accounts
SELECT user_id, day FROM visits WHERE day = $2 AND user_id = $1;
