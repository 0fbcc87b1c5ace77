CREATE TYPE mood AS ENUM ('café', 'tea', 'café');
CREATE TYPE "café" AS ENUM ('a');
CREATE DOMAIN "café" AS text;
CREATE TYPE pair AS ("café" int, "café" int);
CREATE TABLE moods (id bigint PRIMARY KEY, moods mood[]);
CREATE TABLE words (id bigint PRIMARY KEY, word "café");
CREATE TABLE pairs (id bigint PRIMARY KEY, pair pair);
CREATE TABLE indexed (id bigint CONSTRAINT "café_one" PRIMARY KEY,
  word text NOT NULL CONSTRAINT "café_one" UNIQUE);
