CREATE TABLE users (id bigint PRIMARY KEY, "First Name" text NOT NULL);
