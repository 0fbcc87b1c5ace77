CREATE DOMAIN age AS smallint;
CREATE TABLE users (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  nick varchar(20),
  code char(6),
  years age NOT NULL,
  balance numeric(10,2),
  token uuid NOT NULL,
  born date,
  seen timestamptz NOT NULL,
  gone_at timestamp,
  raw bytea,
  is_open boolean NOT NULL,
  "Odd ""name" text
);
