-- What comes of joins, aggregates and subqueries.
CREATE TABLE purchase_copy (
  id bigint PRIMARY KEY,
  buyer text NOT NULL,
  status text NOT NULL,
  total numeric NOT NULL,
  parts bigint NOT NULL,
  remarks bigint NOT NULL,
  carrier text
);

CREATE TABLE purchase_tally (
  id bigint PRIMARY KEY,
  upserts bigint NOT NULL DEFAULT 0,
  deletes bigint NOT NULL DEFAULT 0
);

CREATE TABLE line_copy (
  purchase_id bigint NOT NULL,
  line integer NOT NULL,
  title text NOT NULL,
  amount numeric NOT NULL,
  category text,
  PRIMARY KEY (purchase_id, line)
);

CREATE TABLE active_buyer (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  city text
);

CREATE TABLE category_sale (
  id integer PRIMARY KEY,
  name text NOT NULL,
  units bigint,
  buyers bigint NOT NULL
);

CREATE TABLE staff_copy (
  id integer PRIMARY KEY,
  name text NOT NULL,
  boss text,
  reports bigint NOT NULL
);

CREATE TABLE sensor_copy (
  id integer PRIMARY KEY,
  place text NOT NULL,
  readings bigint NOT NULL,
  highest numeric,
  notes text
);
