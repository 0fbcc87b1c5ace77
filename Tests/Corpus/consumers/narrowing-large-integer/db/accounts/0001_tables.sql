CREATE TABLE facts (id bigint PRIMARY KEY, big bigint NOT NULL);
