CREATE TYPE mood AS ENUM ('calm');
CREATE DOMAIN felt AS mood;
CREATE TABLE people (id bigint PRIMARY KEY, it mood[] NOT NULL);
