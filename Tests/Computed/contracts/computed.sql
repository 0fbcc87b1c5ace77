-- Written by InlineTests (UPDATE_CORPUS=1): every operation, then random ones.

-- rejot:public sure-1@1.0
-- source: source
SELECT id,
  int2_1 = int2_2 AS f1,
  int2_1 = '182'::smallint AS f2,
  '182'::smallint = int2_1 AS f3,
  int2_1 <> int2_2 AS f4,
  int2_1 <> '182'::smallint AS f5,
  '182'::smallint <> int2_1 AS f6,
  int2_1 < int2_2 AS f7,
  int2_1 < '182'::smallint AS f8,
  '182'::smallint < int2_1 AS f9,
  int2_1 <= int2_2 AS f10,
  int2_1 <= '182'::smallint AS f11,
  '182'::smallint <= int2_1 AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-2@1.0
-- source: source
SELECT id,
  int2_1 > int2_2 AS f1,
  int2_1 > '182'::smallint AS f2,
  '182'::smallint > int2_1 AS f3,
  int2_1 >= int2_2 AS f4,
  int2_1 >= '182'::smallint AS f5,
  '182'::smallint >= int2_1 AS f6,
  int2_1 IS DISTINCT FROM int2_2 AS f7,
  '182'::smallint IS DISTINCT FROM int2_1 AS f8,
  NULLIF(int2_1, int2_2) AS f9,
  NULLIF(int2_1, '182'::smallint) AS f10,
  int2_1 IN ('182'::smallint, '182'::smallint) AS f11,
  int2_1 NOT IN ('182'::smallint, NULL, '182'::smallint) AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-3@1.0
-- source: source
SELECT id,
  int2_1 IS NULL AS f1,
  int2_1 IS NOT NULL AS f2,
  COALESCE(int2_1, int2_2) AS f3,
  int2_1::text AS f4,
  concat(int2_1, int2_2) AS f5,
  concat_ws('-', int2_1, int2_2) AS f6,
  int4_1 = int4_2 AS f7,
  int4_1 = '10'::integer AS f8,
  '10'::integer = int4_1 AS f9,
  int4_1 <> int4_2 AS f10,
  int4_1 <> '10'::integer AS f11,
  '10'::integer <> int4_1 AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-4@1.0
-- source: source
SELECT id,
  int4_1 < int4_2 AS f1,
  int4_1 < '10'::integer AS f2,
  '10'::integer < int4_1 AS f3,
  int4_1 <= int4_2 AS f4,
  int4_1 <= '10'::integer AS f5,
  '10'::integer <= int4_1 AS f6,
  int4_1 > int4_2 AS f7,
  int4_1 > '10'::integer AS f8,
  '10'::integer > int4_1 AS f9,
  int4_1 >= int4_2 AS f10,
  int4_1 >= '10'::integer AS f11,
  '10'::integer >= int4_1 AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-5@1.0
-- source: source
SELECT id,
  int4_1 IS DISTINCT FROM int4_2 AS f1,
  '10'::integer IS DISTINCT FROM int4_1 AS f2,
  NULLIF(int4_1, int4_2) AS f3,
  NULLIF(int4_1, '10'::integer) AS f4,
  int4_1 IN ('10'::integer, '10'::integer) AS f5,
  int4_1 NOT IN ('10'::integer, NULL, '10'::integer) AS f6,
  int4_1 IS NULL AS f7,
  int4_1 IS NOT NULL AS f8,
  COALESCE(int4_1, int4_2) AS f9,
  int4_1::text AS f10,
  concat(int4_1, int4_2) AS f11,
  concat_ws('-', int4_1, int4_2) AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-6@1.0
-- source: source
SELECT id,
  int8_1 = int8_2 AS f1,
  int8_1 = '12'::bigint AS f2,
  '12'::bigint = int8_1 AS f3,
  int8_1 <> int8_2 AS f4,
  int8_1 <> '12'::bigint AS f5,
  '12'::bigint <> int8_1 AS f6,
  int8_1 < int8_2 AS f7,
  int8_1 < '12'::bigint AS f8,
  '12'::bigint < int8_1 AS f9,
  int8_1 <= int8_2 AS f10,
  int8_1 <= '12'::bigint AS f11,
  '12'::bigint <= int8_1 AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-7@1.0
-- source: source
SELECT id,
  int8_1 > int8_2 AS f1,
  int8_1 > '12'::bigint AS f2,
  '12'::bigint > int8_1 AS f3,
  int8_1 >= int8_2 AS f4,
  int8_1 >= '12'::bigint AS f5,
  '12'::bigint >= int8_1 AS f6,
  int8_1 IS DISTINCT FROM int8_2 AS f7,
  '12'::bigint IS DISTINCT FROM int8_1 AS f8,
  NULLIF(int8_1, int8_2) AS f9,
  NULLIF(int8_1, '12'::bigint) AS f10,
  int8_1 IN ('12'::bigint, '12'::bigint) AS f11,
  int8_1 NOT IN ('12'::bigint, NULL, '12'::bigint) AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-8@1.0
-- source: source
SELECT id,
  int8_1 IS NULL AS f1,
  int8_1 IS NOT NULL AS f2,
  COALESCE(int8_1, int8_2) AS f3,
  int8_1::text AS f4,
  concat(int8_1, int8_2) AS f5,
  concat_ws('-', int8_1, int8_2) AS f6,
  boolean_1 = boolean_2 AS f7,
  boolean_1 = 'f'::boolean AS f8,
  'f'::boolean = boolean_1 AS f9,
  boolean_1 <> boolean_2 AS f10,
  boolean_1 <> 'f'::boolean AS f11,
  'f'::boolean <> boolean_1 AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-9@1.0
-- source: source
SELECT id,
  boolean_1 < boolean_2 AS f1,
  boolean_1 < 'f'::boolean AS f2,
  'f'::boolean < boolean_1 AS f3,
  boolean_1 <= boolean_2 AS f4,
  boolean_1 <= 'f'::boolean AS f5,
  'f'::boolean <= boolean_1 AS f6,
  boolean_1 > boolean_2 AS f7,
  boolean_1 > 'f'::boolean AS f8,
  'f'::boolean > boolean_1 AS f9,
  boolean_1 >= boolean_2 AS f10,
  boolean_1 >= 'f'::boolean AS f11,
  'f'::boolean >= boolean_1 AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-10@1.0
-- source: source
SELECT id,
  boolean_1 IS DISTINCT FROM boolean_2 AS f1,
  'f'::boolean IS DISTINCT FROM boolean_1 AS f2,
  NULLIF(boolean_1, boolean_2) AS f3,
  NULLIF(boolean_1, 'f'::boolean) AS f4,
  boolean_1 IN ('f'::boolean, 'f'::boolean) AS f5,
  boolean_1 NOT IN ('f'::boolean, NULL, 'f'::boolean) AS f6,
  boolean_1 IS NULL AS f7,
  boolean_1 IS NOT NULL AS f8,
  COALESCE(boolean_1, boolean_2) AS f9,
  boolean_1::text AS f10,
  concat(boolean_1, boolean_2) AS f11,
  concat_ws('-', boolean_1, boolean_2) AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-11@1.0
-- source: source
SELECT id,
  text_1 = text_2 AS f1,
  text_1 = '-1'::text AS f2,
  '-1'::text = text_1 AS f3,
  text_1 <> text_2 AS f4,
  text_1 <> '-1'::text AS f5,
  '-1'::text <> text_1 AS f6,
  text_1 IS DISTINCT FROM text_2 AS f7,
  '-1'::text IS DISTINCT FROM text_1 AS f8,
  NULLIF(text_1, text_2) AS f9,
  NULLIF(text_1, '-1'::text) AS f10,
  text_1 IN ('-1'::text, '-1'::text) AS f11,
  text_1 NOT IN ('-1'::text, NULL, '-1'::text) AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-12@1.0
-- source: source
SELECT id,
  text_1 IS NULL AS f1,
  text_1 IS NOT NULL AS f2,
  COALESCE(text_1, text_2) AS f3,
  text_1::text AS f4,
  concat(text_1, text_2) AS f5,
  concat_ws('-', text_1, text_2) AS f6,
  varchar_1 = varchar_2 AS f7,
  varchar_1 = '-1'::varchar AS f8,
  '-1'::varchar = varchar_1 AS f9,
  varchar_1 <> varchar_2 AS f10,
  varchar_1 <> '-1'::varchar AS f11,
  '-1'::varchar <> varchar_1 AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-13@1.0
-- source: source
SELECT id,
  varchar_1 IS DISTINCT FROM varchar_2 AS f1,
  '-1'::varchar IS DISTINCT FROM varchar_1 AS f2,
  NULLIF(varchar_1, varchar_2) AS f3,
  NULLIF(varchar_1, '-1'::varchar) AS f4,
  varchar_1 IN ('-1'::varchar, '-1'::varchar) AS f5,
  varchar_1 NOT IN ('-1'::varchar, NULL, '-1'::varchar) AS f6,
  varchar_1 IS NULL AS f7,
  varchar_1 IS NOT NULL AS f8,
  COALESCE(varchar_1, varchar_2) AS f9,
  varchar_1::text AS f10,
  concat(varchar_1, varchar_2) AS f11,
  concat_ws('-', varchar_1, varchar_2) AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-14@1.0
-- source: source
SELECT id,
  char_1 IS NULL AS f1,
  char_1 IS NOT NULL AS f2,
  COALESCE(char_1, char_2) AS f3,
  char_1::text AS f4,
  concat(char_1, char_2) AS f5,
  concat_ws('-', char_1, char_2) AS f6,
  date_1 = date_2 AS f7,
  date_1 = '1970-01-01'::date AS f8,
  '1970-01-01'::date = date_1 AS f9,
  date_1 <> date_2 AS f10,
  date_1 <> '1970-01-01'::date AS f11,
  '1970-01-01'::date <> date_1 AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-15@1.0
-- source: source
SELECT id,
  date_1 < date_2 AS f1,
  date_1 < '1970-01-01'::date AS f2,
  '1970-01-01'::date < date_1 AS f3,
  date_1 <= date_2 AS f4,
  date_1 <= '1970-01-01'::date AS f5,
  '1970-01-01'::date <= date_1 AS f6,
  date_1 > date_2 AS f7,
  date_1 > '1970-01-01'::date AS f8,
  '1970-01-01'::date > date_1 AS f9,
  date_1 >= date_2 AS f10,
  date_1 >= '1970-01-01'::date AS f11,
  '1970-01-01'::date >= date_1 AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-16@1.0
-- source: source
SELECT id,
  date_1 IS DISTINCT FROM date_2 AS f1,
  '1970-01-01'::date IS DISTINCT FROM date_1 AS f2,
  NULLIF(date_1, date_2) AS f3,
  NULLIF(date_1, '1970-01-01'::date) AS f4,
  date_1 IN ('1970-01-01'::date, '1970-01-01'::date) AS f5,
  date_1 NOT IN ('1970-01-01'::date, NULL, '1970-01-01'::date) AS f6,
  date_1 IS NULL AS f7,
  date_1 IS NOT NULL AS f8,
  COALESCE(date_1, date_2) AS f9,
  date_1::text AS f10,
  concat(date_1, date_2) AS f11,
  concat_ws('-', date_1, date_2) AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-17@1.0
-- source: source
SELECT id,
  timestamp_1 = timestamp_2 AS f1,
  timestamp_1 = '2000-01-01 00:00:00.1'::timestamp AS f2,
  '2000-01-01 00:00:00.1'::timestamp = timestamp_1 AS f3,
  timestamp_1 <> timestamp_2 AS f4,
  timestamp_1 <> '2000-01-01 00:00:00.1'::timestamp AS f5,
  '2000-01-01 00:00:00.1'::timestamp <> timestamp_1 AS f6,
  timestamp_1 < timestamp_2 AS f7,
  timestamp_1 < '2000-01-01 00:00:00.1'::timestamp AS f8,
  '2000-01-01 00:00:00.1'::timestamp < timestamp_1 AS f9,
  timestamp_1 <= timestamp_2 AS f10,
  timestamp_1 <= '2000-01-01 00:00:00.1'::timestamp AS f11,
  '2000-01-01 00:00:00.1'::timestamp <= timestamp_1 AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-18@1.0
-- source: source
SELECT id,
  timestamp_1 > timestamp_2 AS f1,
  timestamp_1 > '2000-01-01 00:00:00.1'::timestamp AS f2,
  '2000-01-01 00:00:00.1'::timestamp > timestamp_1 AS f3,
  timestamp_1 >= timestamp_2 AS f4,
  timestamp_1 >= '2000-01-01 00:00:00.1'::timestamp AS f5,
  '2000-01-01 00:00:00.1'::timestamp >= timestamp_1 AS f6,
  timestamp_1 IS DISTINCT FROM timestamp_2 AS f7,
  '2000-01-01 00:00:00.1'::timestamp IS DISTINCT FROM timestamp_1 AS f8,
  NULLIF(timestamp_1, timestamp_2) AS f9,
  NULLIF(timestamp_1, '2000-01-01 00:00:00.1'::timestamp) AS f10,
  timestamp_1 IN ('2000-01-01 00:00:00.1'::timestamp, '2000-01-01 00:00:00.1'::timestamp) AS f11,
  timestamp_1 NOT IN ('2000-01-01 00:00:00.1'::timestamp, NULL, '2000-01-01 00:00:00.1'::timestamp) AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-19@1.0
-- source: source
SELECT id,
  timestamp_1 IS NULL AS f1,
  timestamp_1 IS NOT NULL AS f2,
  COALESCE(timestamp_1, timestamp_2) AS f3,
  timestamp_1::text AS f4,
  concat(timestamp_1, timestamp_2) AS f5,
  concat_ws('-', timestamp_1, timestamp_2) AS f6,
  timestamptz_1 = timestamptz_2 AS f7,
  timestamptz_1 = '2000-01-01 00:00:00.1+00'::timestamptz AS f8,
  '2000-01-01 00:00:00.1+00'::timestamptz = timestamptz_1 AS f9,
  timestamptz_1 <> timestamptz_2 AS f10,
  timestamptz_1 <> '2000-01-01 00:00:00.1+00'::timestamptz AS f11,
  '2000-01-01 00:00:00.1+00'::timestamptz <> timestamptz_1 AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-20@1.0
-- source: source
SELECT id,
  timestamptz_1 < timestamptz_2 AS f1,
  timestamptz_1 < '2000-01-01 00:00:00.1+00'::timestamptz AS f2,
  '2000-01-01 00:00:00.1+00'::timestamptz < timestamptz_1 AS f3,
  timestamptz_1 <= timestamptz_2 AS f4,
  timestamptz_1 <= '2000-01-01 00:00:00.1+00'::timestamptz AS f5,
  '2000-01-01 00:00:00.1+00'::timestamptz <= timestamptz_1 AS f6,
  timestamptz_1 > timestamptz_2 AS f7,
  timestamptz_1 > '2000-01-01 00:00:00.1+00'::timestamptz AS f8,
  '2000-01-01 00:00:00.1+00'::timestamptz > timestamptz_1 AS f9,
  timestamptz_1 >= timestamptz_2 AS f10,
  timestamptz_1 >= '2000-01-01 00:00:00.1+00'::timestamptz AS f11,
  '2000-01-01 00:00:00.1+00'::timestamptz >= timestamptz_1 AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-21@1.0
-- source: source
SELECT id,
  timestamptz_1 IS DISTINCT FROM timestamptz_2 AS f1,
  '2000-01-01 00:00:00.1+00'::timestamptz IS DISTINCT FROM timestamptz_1 AS f2,
  NULLIF(timestamptz_1, timestamptz_2) AS f3,
  NULLIF(timestamptz_1, '2000-01-01 00:00:00.1+00'::timestamptz) AS f4,
  timestamptz_1 IN ('2000-01-01 00:00:00.1+00'::timestamptz, '2000-01-01 00:00:00.1+00'::timestamptz) AS f5,
  timestamptz_1 NOT IN ('2000-01-01 00:00:00.1+00'::timestamptz, NULL, '2000-01-01 00:00:00.1+00'::timestamptz) AS f6,
  timestamptz_1 IS NULL AS f7,
  timestamptz_1 IS NOT NULL AS f8,
  COALESCE(timestamptz_1, timestamptz_2) AS f9,
  timestamptz_1::text AS f10,
  concat(timestamptz_1, timestamptz_2) AS f11,
  concat_ws('-', timestamptz_1, timestamptz_2) AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-22@1.0
-- source: source
SELECT id,
  numeric_1 = numeric_2 AS f1,
  numeric_1 = '99'::numeric AS f2,
  '99'::numeric = numeric_1 AS f3,
  numeric_1 <> numeric_2 AS f4,
  numeric_1 <> '99'::numeric AS f5,
  '99'::numeric <> numeric_1 AS f6,
  numeric_1 < numeric_2 AS f7,
  numeric_1 < '99'::numeric AS f8,
  '99'::numeric < numeric_1 AS f9,
  numeric_1 <= numeric_2 AS f10,
  numeric_1 <= '99'::numeric AS f11,
  '99'::numeric <= numeric_1 AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-23@1.0
-- source: source
SELECT id,
  numeric_1 > numeric_2 AS f1,
  numeric_1 > '99'::numeric AS f2,
  '99'::numeric > numeric_1 AS f3,
  numeric_1 >= numeric_2 AS f4,
  numeric_1 >= '99'::numeric AS f5,
  '99'::numeric >= numeric_1 AS f6,
  numeric_1 IS DISTINCT FROM numeric_2 AS f7,
  '99'::numeric IS DISTINCT FROM numeric_1 AS f8,
  NULLIF(numeric_1, numeric_2) AS f9,
  NULLIF(numeric_1, '99'::numeric) AS f10,
  numeric_1 IN ('99'::numeric, '99'::numeric) AS f11,
  numeric_1 NOT IN ('99'::numeric, NULL, '99'::numeric) AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-24@1.0
-- source: source
SELECT id,
  numeric_1 IS NULL AS f1,
  numeric_1 IS NOT NULL AS f2,
  COALESCE(numeric_1, numeric_2) AS f3,
  numeric_1::text AS f4,
  concat(numeric_1, numeric_2) AS f5,
  concat_ws('-', numeric_1, numeric_2) AS f6,
  uuid_1 = uuid_2 AS f7,
  uuid_1 = 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid AS f8,
  'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid = uuid_1 AS f9,
  uuid_1 <> uuid_2 AS f10,
  uuid_1 <> 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid AS f11,
  'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid <> uuid_1 AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-25@1.0
-- source: source
SELECT id,
  uuid_1 < uuid_2 AS f1,
  uuid_1 < 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid AS f2,
  'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid < uuid_1 AS f3,
  uuid_1 <= uuid_2 AS f4,
  uuid_1 <= 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid AS f5,
  'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid <= uuid_1 AS f6,
  uuid_1 > uuid_2 AS f7,
  uuid_1 > 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid AS f8,
  'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid > uuid_1 AS f9,
  uuid_1 >= uuid_2 AS f10,
  uuid_1 >= 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid AS f11,
  'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid >= uuid_1 AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-26@1.0
-- source: source
SELECT id,
  uuid_1 IS DISTINCT FROM uuid_2 AS f1,
  'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid IS DISTINCT FROM uuid_1 AS f2,
  NULLIF(uuid_1, uuid_2) AS f3,
  NULLIF(uuid_1, 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid) AS f4,
  uuid_1 IN ('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid, 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid) AS f5,
  uuid_1 NOT IN ('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid, NULL, 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid) AS f6,
  uuid_1 IS NULL AS f7,
  uuid_1 IS NOT NULL AS f8,
  COALESCE(uuid_1, uuid_2) AS f9,
  uuid_1::text AS f10,
  concat(uuid_1, uuid_2) AS f11,
  concat_ws('-', uuid_1, uuid_2) AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-27@1.0
-- source: source
SELECT id,
  bytea_1 = bytea_2 AS f1,
  bytea_1 = '\xdeadbeef'::bytea AS f2,
  '\xdeadbeef'::bytea = bytea_1 AS f3,
  bytea_1 <> bytea_2 AS f4,
  bytea_1 <> '\xdeadbeef'::bytea AS f5,
  '\xdeadbeef'::bytea <> bytea_1 AS f6,
  bytea_1 < bytea_2 AS f7,
  bytea_1 < '\xdeadbeef'::bytea AS f8,
  '\xdeadbeef'::bytea < bytea_1 AS f9,
  bytea_1 <= bytea_2 AS f10,
  bytea_1 <= '\xdeadbeef'::bytea AS f11,
  '\xdeadbeef'::bytea <= bytea_1 AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-28@1.0
-- source: source
SELECT id,
  bytea_1 > bytea_2 AS f1,
  bytea_1 > '\xdeadbeef'::bytea AS f2,
  '\xdeadbeef'::bytea > bytea_1 AS f3,
  bytea_1 >= bytea_2 AS f4,
  bytea_1 >= '\xdeadbeef'::bytea AS f5,
  '\xdeadbeef'::bytea >= bytea_1 AS f6,
  bytea_1 IS DISTINCT FROM bytea_2 AS f7,
  '\xdeadbeef'::bytea IS DISTINCT FROM bytea_1 AS f8,
  NULLIF(bytea_1, bytea_2) AS f9,
  NULLIF(bytea_1, '\xdeadbeef'::bytea) AS f10,
  bytea_1 IN ('\xdeadbeef'::bytea, '\xdeadbeef'::bytea) AS f11,
  bytea_1 NOT IN ('\xdeadbeef'::bytea, NULL, '\xdeadbeef'::bytea) AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-29@1.0
-- source: source
SELECT id,
  bytea_1 IS NULL AS f1,
  bytea_1 IS NOT NULL AS f2,
  COALESCE(bytea_1, bytea_2) AS f3,
  bytea_1::text AS f4,
  concat(bytea_1, bytea_2) AS f5,
  concat_ws('-', bytea_1, bytea_2) AS f6,
  float_1 IS NULL AS f7,
  float_1 IS NOT NULL AS f8,
  COALESCE(float_1, float_2) AS f9,
  float_1::text AS f10,
  concat(float_1, float_2) AS f11,
  concat_ws('-', float_1, float_2) AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-30@1.0
-- source: source
SELECT id,
  jsonb_1 IS NULL AS f1,
  jsonb_1 IS NOT NULL AS f2,
  COALESCE(jsonb_1, jsonb_2) AS f3,
  jsonb_1::text AS f4,
  concat(jsonb_1, jsonb_2) AS f5,
  concat_ws('-', jsonb_1, jsonb_2) AS f6,
  int2_1::int8 AS f7,
  + int2_1 AS f8,
  int2_1::numeric AS f9,
  text_1 || int2_1 AS f10,
  int2_1 || text_1 AS f11,
  int4_1::int8 AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-31@1.0
-- source: source
SELECT id,
  + int4_1 AS f1,
  int4_1::numeric AS f2,
  text_1 || int4_1 AS f3,
  int4_1 || text_1 AS f4,
  int8_1::int8 AS f5,
  + int8_1 AS f6,
  int8_1::numeric AS f7,
  text_1 || int8_1 AS f8,
  int8_1 || text_1 AS f9,
  boolean_1 IS TRUE AS f10,
  boolean_1 IS NOT TRUE AS f11,
  boolean_1 IS FALSE AS f12
FROM cells
WHERE id = :id;

-- rejot:public sure-32@1.0
-- source: source
SELECT id,
  boolean_1 IS NOT FALSE AS f1,
  boolean_1 IS UNKNOWN AS f2,
  boolean_1 IS NOT UNKNOWN AS f3,
  text_1 || text_2 || '!' AS f4,
  boolean_1 || text_1 AS f5,
  char_1 || text_1 AS f6,
  boolean_1::integer AS f7,
  int4_1::boolean AS f8,
  NOT boolean_1 AS f9,
  boolean_1 AND boolean_2 AS f10,
  boolean_1 OR boolean_2 AS f11,
  CASE WHEN boolean_1 THEN int4_1 WHEN boolean_2 THEN int4_2 END AS f12
FROM cells
WHERE id = :id;

-- rejot:public failing-1@1.0
-- source: source
SELECT id,
  int2_1 + int2_2 AS f1,
  int2_1 - int2_2 AS f2,
  int2_1 * int2_2 AS f3
FROM cells
WHERE id = :id;

-- rejot:public failing-2@1.0
-- source: source
SELECT id,
  int2_1 / int2_2 AS f1,
  int2_1 % int2_2 AS f2,
  int2_1::int2 AS f3
FROM cells
WHERE id = :id;

-- rejot:public failing-3@1.0
-- source: source
SELECT id,
  int2_1 + int4_2 AS f1,
  int2_1 - int4_2 AS f2,
  int2_1 * int4_2 AS f3
FROM cells
WHERE id = :id;

-- rejot:public failing-4@1.0
-- source: source
SELECT id,
  int2_1 / int4_2 AS f1,
  int2_1::int4 AS f2,
  int2_1 + int8_2 AS f3
FROM cells
WHERE id = :id;

-- rejot:public failing-5@1.0
-- source: source
SELECT id,
  int2_1 - int8_2 AS f1,
  int2_1 * int8_2 AS f2,
  int2_1 / int8_2 AS f3
FROM cells
WHERE id = :id;

-- rejot:public failing-6@1.0
-- source: source
SELECT id,
  - int2_1 AS f1,
  abs(int2_1) AS f2,
  mod(int2_1, int2_2) AS f3
FROM cells
WHERE id = :id;

-- rejot:public failing-7@1.0
-- source: source
SELECT id,
  int4_1 + int2_2 AS f1,
  int4_1 - int2_2 AS f2,
  int4_1 * int2_2 AS f3
FROM cells
WHERE id = :id;

-- rejot:public failing-8@1.0
-- source: source
SELECT id,
  int4_1 / int2_2 AS f1,
  int4_1::int2 AS f2,
  int4_1 + int4_2 AS f3
FROM cells
WHERE id = :id;

-- rejot:public failing-9@1.0
-- source: source
SELECT id,
  int4_1 - int4_2 AS f1,
  int4_1 * int4_2 AS f2,
  int4_1 / int4_2 AS f3
FROM cells
WHERE id = :id;

-- rejot:public failing-10@1.0
-- source: source
SELECT id,
  int4_1 % int4_2 AS f1,
  int4_1::int4 AS f2,
  int4_1 + int8_2 AS f3
FROM cells
WHERE id = :id;

-- rejot:public failing-11@1.0
-- source: source
SELECT id,
  int4_1 - int8_2 AS f1,
  int4_1 * int8_2 AS f2,
  int4_1 / int8_2 AS f3
FROM cells
WHERE id = :id;

-- rejot:public failing-12@1.0
-- source: source
SELECT id,
  - int4_1 AS f1,
  abs(int4_1) AS f2,
  mod(int4_1, int4_2) AS f3
FROM cells
WHERE id = :id;

-- rejot:public failing-13@1.0
-- source: source
SELECT id,
  int8_1 + int2_2 AS f1,
  int8_1 - int2_2 AS f2,
  int8_1 * int2_2 AS f3
FROM cells
WHERE id = :id;

-- rejot:public failing-14@1.0
-- source: source
SELECT id,
  int8_1 / int2_2 AS f1,
  int8_1::int2 AS f2,
  int8_1 + int4_2 AS f3
FROM cells
WHERE id = :id;

-- rejot:public failing-15@1.0
-- source: source
SELECT id,
  int8_1 - int4_2 AS f1,
  int8_1 * int4_2 AS f2,
  int8_1 / int4_2 AS f3
FROM cells
WHERE id = :id;

-- rejot:public failing-16@1.0
-- source: source
SELECT id,
  int8_1::int4 AS f1,
  int8_1 + int8_2 AS f2,
  int8_1 - int8_2 AS f3
FROM cells
WHERE id = :id;

-- rejot:public failing-17@1.0
-- source: source
SELECT id,
  int8_1 * int8_2 AS f1,
  int8_1 / int8_2 AS f2,
  int8_1 % int8_2 AS f3
FROM cells
WHERE id = :id;

-- rejot:public failing-18@1.0
-- source: source
SELECT id,
  - int8_1 AS f1,
  abs(int8_1) AS f2,
  mod(int8_1, int8_2) AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-1@1.0
-- source: source
SELECT id,
  (whole % COALESCE((whole / 2147483647), (3 / int2_1), int4_1)) AS f1,
  NULLIF(date_1, COALESCE(date_1, date_2, date_2)) AS f2,
  timestamptz_1 AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-2@1.0
-- source: source
SELECT id,
  int4_2 AS f1,
  (concat_ws(word, char_2, timestamptz_2) || COALESCE(concat_ws(text_2, uuid_2, timestamp_1), word)) AS f2,
  float_2 AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-3@1.0
-- source: source
SELECT id,
  int2_2 AS f1,
  CASE word WHEN word THEN (CASE boolean_1 WHEN boolean_2 THEN whole WHEN true THEN '32768'::integer WHEN boolean_2 THEN int4_2 END * (int2_2 + int2_2)) ELSE int4_1 END AS f2,
  COALESCE(('1970-01-01'::date = date_1), boolean_1) AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-4@1.0
-- source: source
SELECT id,
  CASE '-infinity'::date WHEN date_2 THEN NULLIF(abs(int2_2), int2_2) WHEN date_2 THEN COALESCE(int2_2, (int8_2)::smallint, abs(int2_1)) END AS f1,
  (('182'::smallint + (whole)::smallint) || ((char_2)::text || '4713-01-01 BC'::date)) AS f2,
  int2_1 AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-5@1.0
-- source: source
SELECT id,
  (CASE (text_1 IS NOT NULL) WHEN boolean_2 THEN 1 WHEN true THEN (int4_1 + int8_1) END)::numeric AS f1,
  COALESCE(uuid_1, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid) AS f2,
  'A'::varchar AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-6@1.0
-- source: source
SELECT id,
  numeric_1 AS f1,
  (whole * abs(('32767'::smallint * int8_2))) AS f2,
  '-1'::bigint AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-7@1.0
-- source: source
SELECT id,
  '10000-01-01'::date AS f1,
  date_1 AS f2,
  whole AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-8@1.0
-- source: source
SELECT id,
  (- (+ (boolean_1)::integer)) AS f1,
  CASE (uuid_2)::text WHEN text_1 THEN (bytea_2 <= bytea_2) WHEN ' a'::text THEN ((timestamp_2 IS NOT NULL) IS NOT FALSE) WHEN word THEN boolean_2 END AS f2,
  date_1 AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-9@1.0
-- source: source
SELECT id,
  float_2 AS f1,
  float_2 AS f2,
  'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-10@1.0
-- source: source
SELECT id,
  (((whole / 3) % abs(whole)))::smallint AS f1,
  (int4_1 + ((int4_2 + int4_1) * abs(whole))) AS f2,
  (((numeric_1)::text || (CASE WHEN boolean_1 THEN boolean_1 ELSE boolean_1 END)::text))::varchar AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-11@1.0
-- source: source
SELECT id,
  '2000-01-01 00:00:00.1+00'::timestamptz AS f1,
  word AS f2,
  char_2 AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-12@1.0
-- source: source
SELECT id,
  COALESCE(bytea_1, '\x0061'::bytea, bytea_2) AS f1,
  CASE abs(abs(int4_1)) WHEN whole THEN numeric_1 WHEN whole THEN 1.50 ELSE numeric_1 END AS f2,
  numeric_1 AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-13@1.0
-- source: source
SELECT id,
  NULL::varchar AS f1,
  (((timestamptz_2 NOT IN ('2024-02-29 12:30:00.5+02'::timestamptz, '1999-12-31 23:59:59.999999-11:30'::timestamptz, '-infinity'::timestamptz, '2000-01-01 00:00:00+00'::timestamptz, '294276-12-31 23:59:59.999999+00'::timestamptz)))::integer)::numeric AS f2,
  numeric_1 AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-14@1.0
-- source: source
SELECT id,
  'infinity'::timestamptz AS f1,
  timestamptz_1 AS f2,
  NULLIF(text_2, (concat_ws(text_1, int8_1, uuid_1) || (word || text_2))) AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-15@1.0
-- source: source
SELECT id,
  (((int4_1 + int2_1) * (int2_2 + int4_1)) + COALESCE(COALESCE(int4_1, int4_1, int4_1), ('-2147483648'::integer / int2_1), (int4_1 % whole))) AS f1,
  ((concat_ws(text_1, boolean_1) || text_2) || ((timestamp_2)::text || text_1)) AS f2,
  boolean_1 AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-16@1.0
-- source: source
SELECT id,
  NULLIF(timestamptz_2, COALESCE(timestamptz_1, timestamptz_2)) AS f1,
  COALESCE(timestamptz_2, timestamptz_1) AS f2,
  float_2 AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-17@1.0
-- source: source
SELECT id,
  mod(whole, mod(int4_2, (int2_1 * '-1'::integer))) AS f1,
  false AS f2,
  CASE '4713-01-01 BC'::date WHEN date_2 THEN CASE WHEN NULLIF(boolean_1, boolean_2) THEN (int8_2 - int2_2) WHEN CASE WHEN boolean_2 THEN boolean_2 WHEN boolean_2 THEN boolean_2 ELSE boolean_1 END THEN COALESCE(int8_1, int8_2, int8_2) ELSE (12 / whole) END WHEN date_2 THEN abs(int8_1) WHEN date_2 THEN ((whole)::bigint / (+ int2_1)) END AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-18@1.0
-- source: source
SELECT id,
  CASE date_1 WHEN '0001-12-31 BC'::date THEN NULLIF(NULLIF(date_2, date_1), date_2) WHEN date_2 THEN date_1 WHEN date_2 THEN date_1 ELSE date_1 END AS f1,
  timestamp_1 AS f2,
  (((jsonb_1)::text || concat_ws(word, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)) || CASE (text_2 || 'x') WHEN text_1 THEN (text_2 || 2147483648) WHEN text_2 THEN text_1 WHEN text_2 THEN 'ä'::text END) AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-19@1.0
-- source: source
SELECT id,
  CASE date_1 WHEN date_2 THEN CASE date_2 WHEN '10000-01-01'::date THEN '1999-12-31 23:59:59.999999-11:30'::timestamptz WHEN date_1 THEN timestamptz_1 ELSE timestamptz_1 END WHEN date_2 THEN timestamptz_1 WHEN '4713-01-01 BC'::date THEN '0044-03-15 12:00:00 BC'::timestamptz ELSE timestamptz_2 END AS f1,
  varchar_1 AS f2,
  (((int2_2 * '-100'::smallint))::numeric || text_2) AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-20@1.0
-- source: source
SELECT id,
  (date_2)::text AS f1,
  ((CASE WHEN boolean_1 THEN boolean_1 ELSE false END)::integer % ((whole / '-1'::smallint))::integer) AS f2,
  CASE COALESCE(date_2, date_2, date_1) WHEN '-infinity'::date THEN boolean_1 WHEN '4713-01-01 BC'::date THEN false WHEN date_1 THEN boolean_2 ELSE NULL::boolean END AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-21@1.0
-- source: source
SELECT id,
  varchar_2 AS f1,
  (COALESCE(COALESCE(int2_1, int2_1), (+ int2_1)) * ((int4_1 + whole))::bigint) AS f2,
  int8_2 AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-22@1.0
-- source: source
SELECT id,
  float_2 AS f1,
  CASE WHEN CASE WHEN boolean_1 THEN (boolean_1 AND boolean_1 AND boolean_1) WHEN boolean_1 THEN COALESCE(boolean_2, boolean_2) ELSE CASE WHEN boolean_2 THEN boolean_2 ELSE false END END THEN bytea_2 END AS f2,
  COALESCE((COALESCE(word, text_1) || (text_1 || 'x')), (('ä'::text || word) || (text_1 || text_1)), ((text_2 || char_2) || concat(text_1, numeric_2, varchar_1))) AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-23@1.0
-- source: source
SELECT id,
  (abs((int2_2)::integer) + int2_1) AS f1,
  COALESCE(int8_1, COALESCE(COALESCE(int8_2, int8_2), (+ int8_1))) AS f2,
  (((- int4_1) + int4_1) * int8_1) AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-24@1.0
-- source: source
SELECT id,
  date_1 AS f1,
  timestamptz_1 AS f2,
  'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-25@1.0
-- source: source
SELECT id,
  bytea_1 AS f1,
  char_2 AS f2,
  ((jsonb_2)::text || (concat(text_2, 'a '::varchar, timestamp_2) || text_2)) AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-26@1.0
-- source: source
SELECT id,
  (NOT ((boolean_2 IS NOT TRUE) IS TRUE)) AS f1,
  ((('1'::smallint - int2_2) - (int2_2 * int2_1)) % CASE (whole * '-46341'::integer) WHEN '32768'::integer THEN NULLIF(int2_1, '182'::smallint) WHEN int4_1 THEN abs(int2_1) ELSE ('32767'::smallint / int2_1) END) AS f2,
  ('-1'::bigint)::numeric AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-27@1.0
-- source: source
SELECT id,
  timestamp_2 AS f1,
  (date_2 <= NULLIF(date_2, date_1)) AS f2,
  NULLIF(concat(jsonb_1), concat_ws('\'::text, abs(int8_2), CASE boolean_2 WHEN boolean_1 THEN bytea_2 END)) AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-28@1.0
-- source: source
SELECT id,
  CASE WHEN (NOT (uuid_1 > uuid_2)) THEN (('10'::integer)::numeric IS DISTINCT FROM numeric_1) ELSE ((date_1 <= 'infinity'::date) AND ('NaN'::numeric IS NOT DISTINCT FROM numeric_2) AND (timestamptz_2 NOT IN ('-infinity'::timestamptz, '2000-01-01 00:00:00.1+00'::timestamptz, '294276-12-31 23:59:59.999999+00'::timestamptz))) END AS f1,
  COALESCE(CASE date_2 WHEN '4713-01-01 BC'::date THEN (int2_2 - int8_1) WHEN date_1 THEN mod(int8_1, '1'::bigint) ELSE int8_2 END, ((int8_2 / int2_2) / (- int4_1))) AS f2,
  timestamptz_1 AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-29@1.0
-- source: source
SELECT id,
  jsonb_2 AS f1,
  (CASE WHEN NULLIF(boolean_1, boolean_1) THEN 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid ELSE uuid_1 END)::text AS f2,
  NULL::text AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-30@1.0
-- source: source
SELECT id,
  whole AS f1,
  bytea_1 AS f2,
  uuid_1 AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-31@1.0
-- source: source
SELECT id,
  (mod(NULLIF(whole, '-2147483648'::integer), abs(whole)) / COALESCE(CASE int4_2 WHEN '10'::integer THEN int4_2 WHEN int4_2 THEN int4_1 WHEN whole THEN int4_1 END, COALESCE(whole, int4_2))) AS f1,
  '0'::smallint AS f2,
  float_1 AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-32@1.0
-- source: source
SELECT id,
  COALESCE((date_2)::text, 'A'::text) AS f1,
  'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid AS f2,
  timestamp_2 AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-33@1.0
-- source: source
SELECT id,
  ((text_2 || (text_2 || text_1)))::text AS f1,
  (timestamptz_1)::text AS f2,
  (timestamp_2 = timestamp_2) AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-34@1.0
-- source: source
SELECT id,
  timestamptz_1 AS f1,
  (COALESCE(concat(char_2, char_2), (text_2 || timestamptz_1), concat_ws(text_1, '123456789012345678901234567890.123'::numeric)) || '-32768'::smallint) AS f2,
  bytea_1 AS f3
FROM cells
WHERE id = :id;

-- rejot:public random-35@1.0
-- source: source
SELECT id,
  date_1 AS f1
FROM cells
WHERE id = :id;

-- rejot:public filter-1@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND ((NOT (int4_2)::boolean));

-- rejot:public filter-3@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND ((NOT (date_2 IN ('0001-12-31 BC'::date, '5874897-12-31'::date, '2024-02-29'::date, '1970-01-01'::date))));

-- rejot:public filter-5@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND ((timestamp_2 = timestamp_2));

-- rejot:public filter-6@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND (NULLIF((CASE date_2 WHEN date_1 THEN int8_2 WHEN date_2 THEN int8_2 ELSE int8_2 END IN ('9223372036854775807'::bigint, 2147483648, NULL::bigint, NULL::bigint)), (date_2 IN ('2000-01-01'::date, '4713-01-01 BC'::date))));

-- rejot:public filter-7@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND (boolean_1);

-- rejot:public filter-8@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND (CASE WHEN boolean_1 THEN true WHEN ((timestamptz_2)::text = ' '::text) THEN (mod(int8_1, int8_1) IN ('-9223372036854775808'::bigint, 12, 2147483648, '12'::bigint)) END);

-- rejot:public filter-9@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND ((uuid_2 NOT IN ('ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid, 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12'::uuid)));

-- rejot:public filter-10@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND (((uuid_2 = NULLIF(uuid_2, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)) OR (COALESCE(int8_2, int8_1, int8_2) IS NOT NULL)));

-- rejot:public filter-15@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND (NULLIF(((word = text_2) AND CASE text_2 WHEN text_1 THEN false WHEN text_2 THEN boolean_1 ELSE true END AND (boolean_2 IS UNKNOWN)), (timestamptz_2 < timestamptz_2)));

-- rejot:public filter-17@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND (boolean_1);

-- rejot:public filter-18@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND ((abs(('181'::smallint * whole)) IS DISTINCT FROM NULLIF((whole)::integer, int4_1)));

-- rejot:public filter-20@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND (('00000000-0000-0000-0000-000000000000'::uuid < uuid_1));

-- rejot:public filter-23@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND (CASE date_2 WHEN date_2 THEN (NULLIF(uuid_1, uuid_1) IS NULL) END);

-- rejot:public filter-25@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND ((timestamptz_1 NOT IN ('0001-01-01 00:00:00+00'::timestamptz, '0001-01-01 00:00:00+00'::timestamptz, '294276-12-31 23:59:59.999999+00'::timestamptz, '2024-02-29 12:30:00.5+02'::timestamptz, '-infinity'::timestamptz)));

-- rejot:public filter-26@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND ((boolean_1 NOT IN (true, NULL::boolean, false, true, false)));

-- rejot:public filter-27@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND (boolean_2);

-- rejot:public filter-28@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND (boolean_1);

-- rejot:public filter-29@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND (((int2_1 * int2_1) IS NOT NULL));

-- rejot:public filter-30@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND ((varchar_2 IS NOT NULL));

-- rejot:public filter-35@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND ((float_2 IS NULL));

-- rejot:public filter-36@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND ((NOT (CASE false WHEN boolean_1 THEN numeric_1 ELSE numeric_1 END <= CASE WHEN boolean_2 THEN int8_1 WHEN boolean_1 THEN int8_2 ELSE 3037000500 END)));

-- rejot:public filter-38@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND (boolean_1);

-- rejot:public filter-39@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND (((timestamp_1 <> timestamp_2) > boolean_2));

-- rejot:public filter-40@1.0
-- source: source
SELECT id
FROM cells
WHERE id = :id AND (NULLIF((boolean_1 IS NOT FALSE), (CASE WHEN boolean_2 THEN '0.00'::numeric END <> COALESCE(numeric_2, numeric_2))));
