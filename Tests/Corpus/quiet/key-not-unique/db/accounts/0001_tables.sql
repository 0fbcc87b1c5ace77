CREATE TABLE users (id bigint NOT NULL, email text NOT NULL, name text);
CREATE UNIQUE INDEX ON users (id) INCLUDE (name);
