-- rejot:public customer@1.0
-- source: accounts
-- allow: [{rule: rows-narrowed, field: name, reason: Only those who came., until: 2027-01-31}]
SELECT id, name FROM customers WHERE id = :id;
