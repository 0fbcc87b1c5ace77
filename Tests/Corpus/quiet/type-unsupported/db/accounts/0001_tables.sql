CREATE TABLE users (id bigint PRIMARY KEY, home point NOT NULL);
