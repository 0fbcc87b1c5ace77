-- rejot:consumer log
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
INSERT INTO log (seen, word) VALUES (:id, :first_name);

-- rejot:consumer crm-customers
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
UPDATE customers SET note = :first_name WHERE id = :id;
