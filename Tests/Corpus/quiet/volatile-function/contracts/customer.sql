-- rejot:public customer@1.0
-- source: accounts
SELECT id, md5(email) AS hash, to_char(id, 'FM000') AS padded FROM users WHERE id = :id;
