CREATE SCHEMA app;
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE address AS (street text, city text);
CREATE DOMAIN tags AS text[];
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE FUNCTION app.label(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT upper($1)';
CREATE TABLE users (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  code varchar(8) COLLATE "C" NOT NULL UNIQUE,
  words text[],
  home address,
  feeling mood,
  doc jsonb,
  labels tags,
  padded char(6),
  price numeric(12,2),
  at timestamptz,
  host inet,
  mail email,
  born date,
  age int NOT NULL,
  raw bytea,
  moods mood[],
  homes address[],
  twice int NOT NULL GENERATED ALWAYS AS (age * 2) STORED,
  shout varchar(20) GENERATED ALWAYS AS (name || '!') STORED
);
CREATE FUNCTION full_name(users) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1.name';

-- Names that the compiler itself would like to use.
CREATE TABLE "Odd Table" (
  "place" int NOT NULL,
  "image" text,
  "event" text NOT NULL,
  "select" int NOT NULL,
  "a ""q" text,
  base text,
  PRIMARY KEY ("place", "select")
);
CREATE TABLE v (v bigint PRIMARY KEY, c1 text NOT NULL, image bigint, full_name text);
CREATE TABLE parent (id bigint PRIMARY KEY, note text);
CREATE TABLE child () INHERITS (parent);
