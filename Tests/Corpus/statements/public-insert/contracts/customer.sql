-- rejot:public customer@1.0
-- source: accounts
INSERT INTO users (id, email, first_name) VALUES (:id, '', '') RETURNING id;
