CREATE TYPE mood AS ENUM ('calm', 'furious');
CREATE DOMAIN felt AS mood;
CREATE TABLE people (id bigint PRIMARY KEY, mood mood NOT NULL, moods mood[] NOT NULL);
