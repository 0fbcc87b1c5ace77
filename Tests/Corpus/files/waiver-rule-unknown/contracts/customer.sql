-- rejot:public customer@1.0
-- source: accounts
-- allow: [{rule: rows-narowed, reason: Only those who came.}]
SELECT id, name FROM customers WHERE id = :id;
