CREATE TABLE users (id bigint PRIMARY KEY, "café" text);
