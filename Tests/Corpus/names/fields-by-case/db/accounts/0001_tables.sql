CREATE TABLE users (id bigint PRIMARY KEY, "ID" text, "Id" text);
