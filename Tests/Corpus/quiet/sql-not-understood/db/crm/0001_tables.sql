CREATE TABLE customers (id bigint PRIMARY KEY, "current" text, "of" text);
