-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
MERGE INTO sums USING (SELECT :total::numeric AS total) AS e ON sums.id = e.total
WHEN MATCHED THEN UPDATE SET name = :name
WHEN NOT MATCHED THEN INSERT (id, name) VALUES (:total::bigint, :name);
-- rejot:delete
DELETE FROM sums WHERE id = :total;
