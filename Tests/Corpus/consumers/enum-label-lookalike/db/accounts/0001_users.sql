CREATE TYPE mood AS ENUM ('tea', 'café');
CREATE TABLE users (id bigint PRIMARY KEY, mood mood NOT NULL);
