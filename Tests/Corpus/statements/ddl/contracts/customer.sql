-- rejot:public customer@1.0
-- source: accounts
CREATE TABLE customers (id bigint PRIMARY KEY);
