CREATE TABLE facts (id bigint PRIMARY KEY, n numeric(14,5), any_n numeric, code text, at timestamptz(6), f float8, list bigint[], i bigint, cut smallint, short varchar(2));
