CREATE TABLE customers (id bigint PRIMARY KEY, "café" text NOT NULL, "café" text);
