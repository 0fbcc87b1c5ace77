-- rejot:public customer@1.0
-- source: accounts
SELECT users.id, owners.ticket FROM users JOIN owners USING (id) WHERE users.id = :id;
