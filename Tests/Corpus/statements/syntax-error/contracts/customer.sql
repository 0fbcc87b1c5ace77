-- rejot:public customer@1.0
-- source: accounts
SELECT id, first_name FORM users WHERE id = :id;
