CREATE TABLE facts (id bigint PRIMARY KEY, it numeric(10,4));
