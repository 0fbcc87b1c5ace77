-- rejot:public customer@1.0
-- source: accounts
-- allow: [{rule: rows-narrowed}]
SELECT id, name FROM customers WHERE id = :id;
