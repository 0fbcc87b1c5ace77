CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE DOMAIN email AS text NOT NULL CHECK (VALUE LIKE '%@%');
CREATE DOMAIN code AS varchar(8);
CREATE TABLE users (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  nick text,
  age int,
  feeling mood,
  mail email DEFAULT 'nobody@example.org',
  code code NOT NULL DEFAULT '',
  price numeric(12, 2) NOT NULL DEFAULT 0,
  tags text[] NOT NULL DEFAULT '{}',
  data jsonb,
  born timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE addresses (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users,
  city text NOT NULL,
  zip text,
  label text GENERATED ALWAYS AS (city || ' ' || zip) STORED
);
CREATE TABLE log (id bigint, note text, at date NOT NULL DEFAULT current_date);
CREATE VIEW named AS SELECT id, name, nick FROM users WHERE nick IS NOT NULL;
CREATE MATERIALIZED VIEW stored AS SELECT id, name FROM users;
CREATE TABLE parent (id bigint PRIMARY KEY, word text NOT NULL);
CREATE TABLE child () INHERITS (parent);
CREATE TABLE "Odd Names" ("Key" bigint PRIMARY KEY, "a.b" text NOT NULL, "select" int);
CREATE FUNCTION mine(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS 'SELECT NULL::text';
CREATE FUNCTION pairs(n int) RETURNS TABLE (a int, b text) LANGUAGE sql STABLE
  AS 'SELECT n, n::text';
CREATE SCHEMA other;
CREATE TABLE other.things (id int PRIMARY KEY, thing text NOT NULL);
