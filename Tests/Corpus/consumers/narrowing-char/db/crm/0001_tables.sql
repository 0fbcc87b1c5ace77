CREATE TABLE facts (id bigint PRIMARY KEY, it char(4));
