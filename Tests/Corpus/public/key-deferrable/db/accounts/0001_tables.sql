CREATE TABLE users (id bigint NOT NULL UNIQUE DEFERRABLE, name text);
