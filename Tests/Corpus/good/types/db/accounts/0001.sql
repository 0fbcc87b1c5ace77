CREATE TYPE mood AS ENUM ('sad', 'so so', 'glad');
CREATE DOMAIN percent AS numeric(5,2) CHECK (VALUE >= 0);
CREATE TABLE zoo (
  id uuid PRIMARY KEY,
  a boolean, b smallint, c integer, d bigint, e real, f double precision, g numeric(12,2),
  h text, i varchar(10), j char(3), k name, l date, m time, n timetz, o timestamp,
  p timestamptz(3) NOT NULL, q interval, r bytea, s json, t jsonb NOT NULL,
  u text[] NOT NULL, v numeric(8,3)[], w mood NOT NULL, x mood[], y percent
);
