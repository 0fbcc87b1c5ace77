-- rejot:consumer visits
-- from: shop/visit@1
-- into: crm
INSERT INTO visits (who, day) VALUES (:person, :day) ON CONFLICT (who, day) DO NOTHING;
-- rejot:delete
DELETE FROM visits WHERE (who, day) = (:person, :day);
