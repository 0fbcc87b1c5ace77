-- rejot:consumer lower-names
-- from: shop/customer@1
-- into: accounts
-- deletes: ignore
UPDATE users SET last_name = lower(:first_name) WHERE id = :id;
