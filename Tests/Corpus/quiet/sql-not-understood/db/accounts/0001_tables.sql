CREATE TABLE users (id bigint PRIMARY KEY, "current" text, cursor text);
