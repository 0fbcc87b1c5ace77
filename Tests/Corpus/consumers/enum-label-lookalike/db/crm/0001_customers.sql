CREATE TYPE mood AS ENUM ('tea', 'café');
CREATE TABLE customers (id bigint PRIMARY KEY, mood mood NOT NULL);
