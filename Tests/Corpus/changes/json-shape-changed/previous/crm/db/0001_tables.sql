CREATE TABLE customers (id bigint PRIMARY KEY, doc jsonb NOT NULL);
