CREATE TYPE mood AS ENUM ('low', 'steady', 'high');

CREATE TABLE item_copy (
  id bigint PRIMARY KEY,
  label text NOT NULL,
  rank integer
);

-- One row an item, counting the events that reached it: an event lost or applied twice shows.
CREATE TABLE item_tally (
  id bigint PRIMARY KEY,
  upserts bigint NOT NULL DEFAULT 0,
  deletes bigint NOT NULL DEFAULT 0
);

CREATE TABLE account_copy (
  region text NOT NULL,
  number integer NOT NULL,
  owner text,
  PRIMARY KEY (region, number)
);

CREATE TABLE parent_copy (
  id bigint PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE child_copy (
  id bigint PRIMARY KEY,
  parent_id bigint NOT NULL REFERENCES parent_copy (id),
  note text NOT NULL
);

CREATE TABLE sample_copy (
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

CREATE TABLE document_copy (
  id bigint PRIMARY KEY,
  title text NOT NULL,
  body text
);
