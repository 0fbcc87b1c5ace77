CREATE TYPE mood AS ENUM ('furious', 'sad', 'calm');
CREATE DOMAIN felt AS mood;
CREATE TABLE people (id bigint PRIMARY KEY, mood felt, moods mood[], words text);
