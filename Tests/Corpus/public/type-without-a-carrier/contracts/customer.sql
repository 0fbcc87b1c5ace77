-- rejot:public customer@1.0
-- source: accounts
SELECT id, (city, street) AS place, spots, plan FROM shops WHERE id = :id;
