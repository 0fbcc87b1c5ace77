-- rejot:public customer@1.0
-- source: accounts
SELECT id, place FROM shops WHERE id = :id;
