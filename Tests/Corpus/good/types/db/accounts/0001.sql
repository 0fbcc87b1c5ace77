CREATE TYPE mood AS ENUM ('sad', 'so so', 'glad');
CREATE DOMAIN percent AS numeric(5,2) CHECK (VALUE >= 0);
CREATE TABLE zoo (
  id uuid PRIMARY KEY,
  a boolean, b smallint, c integer, d bigint, e real, f double precision, g numeric(12,2),
  h text, i varchar(10), j char(3), k name, l date, m time, n timetz, o timestamp,
  p timestamptz(3) NOT NULL, q interval, r bytea, s json, t jsonb NOT NULL,
  u text[] NOT NULL, v numeric(8,3)[], w mood NOT NULL, x mood[], y percent
);

-- What types can be made of.
CREATE SCHEMA kit;
CREATE EXTENSION citext SCHEMA kit;
CREATE EXTENSION hstore SCHEMA kit;
CREATE TYPE address AS (street text, gone integer, "Post code" kit.citext, moods mood[]);
ALTER TYPE address DROP ATTRIBUTE gone;
CREATE DOMAIN home AS address;
CREATE TYPE mood_range AS RANGE (subtype = mood);
CREATE DOMAIN percents AS percent[];
CREATE TABLE built (
  id bigint PRIMARY KEY, a address NOT NULL, b address[], c home, d zoo, e int4range,
  f datemultirange[], g mood_range, h kit.citext, i kit.hstore, j box[], k percents, l percents[],
  m point, n inet, o macaddr8, p varbit(8), q "char", r money, s oid, t xid8, u pg_lsn, v tsvector,
  w regclass, x xml, y jsonpath
);
