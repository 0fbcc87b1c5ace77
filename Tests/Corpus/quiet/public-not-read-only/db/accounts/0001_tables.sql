CREATE TABLE users (id bigint PRIMARY KEY, "update" text, share text);
