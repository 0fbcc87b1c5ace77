CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL, events int NOT NULL DEFAULT 0);
CREATE TABLE people (id bigint PRIMARY KEY, email text NOT NULL);
