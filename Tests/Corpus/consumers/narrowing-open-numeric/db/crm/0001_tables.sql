CREATE TABLE facts (id bigint PRIMARY KEY, it numeric(20,4));
