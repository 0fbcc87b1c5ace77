CREATE TABLE users (id bigint PRIMARY KEY, first_name text, "firstName" text);
