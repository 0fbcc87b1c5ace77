CREATE TYPE mood AS ENUM ('calm');
CREATE TABLE customers (id bigint PRIMARY KEY, mood mood, born date, size bigint);
