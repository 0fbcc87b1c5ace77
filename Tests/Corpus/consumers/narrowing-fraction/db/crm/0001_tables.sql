CREATE TABLE facts (id bigint PRIMARY KEY, it bigint);
