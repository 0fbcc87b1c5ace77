CREATE TABLE facts (id bigint PRIMARY KEY, it numeric(12,2));
