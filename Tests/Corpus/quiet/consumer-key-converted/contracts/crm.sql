-- rejot:consumer a
-- from: shop/customer@1
-- into: crm
UPDATE badges SET owner = :first_name WHERE id = :id;
-- rejot:delete
UPDATE badges SET owner = NULL WHERE id = :id;

-- rejot:consumer b
-- from: shop/customer@1
-- into: crm
-- deletes: ignore
UPDATE customers SET note = :last_name
FROM badges WHERE badges.word = :first_name AND customers.id = :id;
