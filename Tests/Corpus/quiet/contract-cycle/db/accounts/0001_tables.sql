CREATE TABLE pairs (id bigint PRIMARY KEY, a text, b text);
