CREATE TABLE sums (id bigint PRIMARY KEY, name text NOT NULL);
