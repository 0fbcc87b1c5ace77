-- rejot:public customer@1.0
-- source: accounts
SELECT count(*) AS logins, max(l.at) AS last FROM logins l WHERE l.user_id = :id;
