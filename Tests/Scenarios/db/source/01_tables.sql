CREATE TYPE mood AS ENUM ('low', 'steady', 'high');

CREATE TABLE item (
  id bigint PRIMARY KEY,
  label text NOT NULL,
  rank integer
);

CREATE TABLE account (
  region text NOT NULL,
  number integer NOT NULL,
  owner text,
  UNIQUE (region, number)
);
ALTER TABLE account REPLICA IDENTITY USING INDEX account_region_number_key;

CREATE TABLE parent (
  id bigint PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE child (
  id bigint PRIMARY KEY,
  parent_id bigint NOT NULL REFERENCES parent (id),
  note text NOT NULL
);

CREATE TABLE sample (
  id integer PRIMARY KEY,
  flag boolean,
  small smallint,
  big bigint,
  real4 real,
  real8 double precision,
  exact numeric,
  words text,
  short varchar(40),
  padded char(6),
  token uuid,
  day date,
  clock time,
  zoned_clock timetz,
  moment timestamp,
  instant timestamptz,
  span interval,
  bytes bytea,
  doc json,
  docb jsonb,
  feeling mood,
  numbers integer[],
  tags text[]
);

CREATE TABLE document (
  id bigint PRIMARY KEY,
  title text NOT NULL,
  body text
);
