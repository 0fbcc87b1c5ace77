-- Of each kind of type what it can be made of. The consumer's database has the same types, and
-- the extensions in another schema.
CREATE SCHEMA ext;
CREATE EXTENSION citext SCHEMA ext;
CREATE EXTENSION hstore SCHEMA ext;
CREATE EXTENSION ltree SCHEMA ext;

-- The name that the type of arrays of the next one would have is taken.
CREATE TABLE _mood (id integer);
CREATE TYPE mood AS ENUM ('low', 'so so', 'high', 'NULL', '"quoted"', 'é, 🎉');
CREATE DOMAIN label AS text CHECK (length(VALUE) < 60);
CREATE DOMAIN short_label AS label CHECK (length(VALUE) < 20);
CREATE DOMAIN percents AS numeric(5,2)[];

-- An attribute that was dropped is no part of a value.
CREATE TYPE address AS (
  street text, gone integer, number integer, mood mood, label label, tags text[]
);
ALTER TYPE address DROP ATTRIBUTE gone;
CREATE TYPE person AS (
  name varchar(40), home address, homes address[], born date, "odd name" box, seen tstzrange
);
CREATE DOMAIN home AS address;
CREATE TYPE nothing AS ();
CREATE TABLE pet (id integer, gone integer, kind text, weight double precision);
ALTER TABLE pet DROP COLUMN gone;

CREATE TYPE text_range AS RANGE (
  subtype = text, collation = "C", multirange_type_name = text_ranges
);
CREATE TYPE float_range AS RANGE (subtype = float8);
CREATE TYPE address_range AS RANGE (subtype = address);
CREATE DOMAIN small_range AS int4range;

CREATE TABLE scalars (
  id bigint PRIMARY KEY,
  bool boolean,
  int2 smallint,
  int4 integer,
  int8 bigint,
  float4 real,
  float8 double precision,
  "numeric" numeric,
  numeric_scaled numeric(8,3),
  money money,
  text text,
  varchar varchar(40),
  bpchar char(6),
  name name,
  "char" "char",
  refcursor refcursor,
  uuid uuid,
  bytea bytea,
  "bit" bit(5),
  varbit varbit(40),
  date date,
  "time" time,
  timetz timetz,
  "timestamp" timestamp,
  timestamptz timestamptz,
  "interval" interval,
  interval_fields interval day to second(2),
  json json,
  jsonb jsonb,
  jsonpath jsonpath,
  xml xml,
  tsvector tsvector,
  tsquery tsquery,
  inet inet,
  cidr cidr,
  macaddr macaddr,
  macaddr8 macaddr8,
  point point,
  line line,
  lseg lseg,
  box box,
  path path,
  polygon polygon,
  circle circle,
  oid oid,
  xid xid,
  xid8 xid8,
  cid cid,
  tid tid,
  pg_lsn pg_lsn,
  pg_snapshot pg_snapshot,
  txid_snapshot txid_snapshot,
  int2vector int2vector,
  oidvector oidvector,
  aclitem aclitem,
  regclass regclass,
  regcollation regcollation,
  regconfig regconfig,
  regdictionary regdictionary,
  regnamespace regnamespace,
  regoper regoper,
  regoperator regoperator,
  regproc regproc,
  regprocedure regprocedure,
  regrole regrole,
  regtype regtype
);

CREATE TABLE lists (
  id bigint PRIMARY KEY,
  bool boolean[],
  int2 smallint[],
  int4 integer[],
  int8 bigint[],
  float4 real[],
  float8 double precision[],
  "numeric" numeric[],
  numeric_scaled numeric(8,3)[],
  money money[],
  text text[],
  varchar varchar(40)[],
  bpchar char(6)[],
  name name[],
  "char" "char"[],
  refcursor refcursor[],
  uuid uuid[],
  bytea bytea[],
  "bit" bit(5)[],
  varbit varbit(40)[],
  date date[],
  "time" time[],
  timetz timetz[],
  "timestamp" timestamp[],
  timestamptz timestamptz[],
  "interval" interval[],
  interval_fields interval day to second(2)[],
  json json[],
  jsonb jsonb[],
  jsonpath jsonpath[],
  xml xml[],
  tsvector tsvector[],
  tsquery tsquery[],
  inet inet[],
  cidr cidr[],
  macaddr macaddr[],
  macaddr8 macaddr8[],
  point point[],
  line line[],
  lseg lseg[],
  box box[],
  path path[],
  polygon polygon[],
  circle circle[],
  oid oid[],
  xid xid[],
  xid8 xid8[],
  cid cid[],
  tid tid[],
  pg_lsn pg_lsn[],
  pg_snapshot pg_snapshot[],
  txid_snapshot txid_snapshot[],
  int2vector int2vector[],
  oidvector oidvector[],
  aclitem aclitem[],
  regclass regclass[],
  regcollation regcollation[],
  regconfig regconfig[],
  regdictionary regdictionary[],
  regnamespace regnamespace[],
  regoper regoper[],
  regoperator regoperator[],
  regproc regproc[],
  regprocedure regprocedure[],
  regrole regrole[],
  regtype regtype[]
);

CREATE TABLE made (
  id bigint PRIMARY KEY,
  mood mood,
  moods mood[],
  label label,
  nested_label short_label,
  labels label[],
  address address,
  addresses address[],
  home home,
  person person,
  people person[],
  pet pet,
  pets pet[],
  nothing nothing,
  int4_range int4range,
  int8_range int8range,
  num_range numrange,
  ts_range tsrange,
  tstz_range tstzrange,
  date_range daterange,
  text_range text_range,
  float_range float_range,
  address_range address_range,
  small_range small_range,
  int4_ranges int4range[],
  text_range_list text_range[],
  int4_multirange int4multirange,
  int8_multirange int8multirange,
  num_multirange nummultirange,
  ts_multirange tsmultirange,
  tstz_multirange tstzmultirange,
  date_multirange datemultirange,
  text_ranges text_ranges,
  num_multiranges nummultirange[],
  citext ext.citext,
  citexts ext.citext[],
  hstore ext.hstore,
  hstores ext.hstore[],
  tree ext.ltree,
  trees ext.ltree[]
);

CREATE TABLE uncut (
  id bigint PRIMARY KEY,
  percents percents,
  percent_lists percents[]
);
