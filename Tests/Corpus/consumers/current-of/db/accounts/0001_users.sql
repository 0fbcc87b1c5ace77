CREATE TABLE users (a bigint, b bigint, PRIMARY KEY (a, b));
