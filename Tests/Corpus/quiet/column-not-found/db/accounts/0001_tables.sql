CREATE TABLE users (id bigint PRIMARY KEY, "Email" text);
