CREATE TYPE mood AS ENUM ('sad', 'glad', 'furious');
CREATE TABLE users (id bigint PRIMARY KEY, mood mood NOT NULL);
