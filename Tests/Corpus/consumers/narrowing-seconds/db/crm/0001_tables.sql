CREATE TABLE facts (id bigint PRIMARY KEY, it timestamptz(0));
