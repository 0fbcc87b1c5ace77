CREATE TABLE copies (id bigint PRIMARY KEY, a text, b text);
