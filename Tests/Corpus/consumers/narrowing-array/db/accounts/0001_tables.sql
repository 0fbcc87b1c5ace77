CREATE TABLE facts (id bigint PRIMARY KEY, n numeric(12,4) NOT NULL, any_n numeric, code char(8) NOT NULL, at timestamptz NOT NULL, f float8 NOT NULL, list bigint[] NOT NULL, i integer NOT NULL);
