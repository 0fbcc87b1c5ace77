CREATE TABLE users (id bigint PRIMARY KEY, one text, two text);
