CREATE TYPE tier AS ENUM ('standard', 'gold');
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE TABLE regions (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE customers (
  id bigint PRIMARY KEY,
  code varchar(10) NOT NULL UNIQUE,
  name text NOT NULL,
  nick text,
  email email NOT NULL,
  tier tier NOT NULL,
  credit numeric(10,2) NOT NULL,
  visits integer NOT NULL,
  seen timestamp NOT NULL,
  region_id bigint NOT NULL REFERENCES regions,
  note text
);
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers,
  total numeric(10,2) NOT NULL,
  is_draft boolean NOT NULL
);
CREATE VIEW people AS SELECT id, name, nick FROM customers;
