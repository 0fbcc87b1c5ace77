CREATE TABLE users (id bigint NOT NULL, name text, gone boolean NOT NULL);
CREATE UNIQUE INDEX current ON users (id) WHERE NOT gone;
