CREATE TABLE users (id bigint PRIMARY KEY, "E-Mail" text NOT NULL);
