-- rejot:public customer@1.0
-- source: accounts
SELECT id, home, parcels FROM users WHERE id = :id;
