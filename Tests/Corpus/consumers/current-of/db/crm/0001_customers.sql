CREATE TABLE customers (a bigint, b bigint, PRIMARY KEY (a, b));
