-- What several tables decide together: shared by SELECTs with joins, aggregates and subqueries.
CREATE TABLE buyer (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  city text
);

CREATE TABLE category (
  id integer PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE product (
  id integer PRIMARY KEY,
  category_id integer REFERENCES category (id) ON DELETE SET NULL,
  title text NOT NULL,
  price numeric(10,2) NOT NULL
);

CREATE TABLE purchase (
  id bigint PRIMARY KEY,
  buyer_id bigint NOT NULL REFERENCES buyer (id) ON DELETE CASCADE,
  status text NOT NULL DEFAULT 'open',
  share integer NOT NULL DEFAULT 1
);
CREATE INDEX ON purchase (buyer_id);

-- The old order of a line must be told, and its key tells it.
CREATE TABLE purchase_line (
  purchase_id bigint NOT NULL REFERENCES purchase (id) ON DELETE CASCADE,
  line integer NOT NULL,
  product_id integer NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  units integer NOT NULL,
  PRIMARY KEY (purchase_id, line)
);
CREATE INDEX ON purchase_line (product_id);

-- No key of it tells the purchase: the whole old row does.
CREATE TABLE remark (
  id bigint PRIMARY KEY,
  purchase_id bigint REFERENCES purchase (id) ON DELETE CASCADE,
  body text NOT NULL
);
CREATE INDEX ON remark (purchase_id);

-- The same name in another schema.
CREATE SCHEMA parcel;
CREATE TABLE parcel.purchase (
  id bigint PRIMARY KEY,
  carrier text NOT NULL,
  of bigint NOT NULL
);
-- Unique over columns that are never NULL: enough to tell the old purchase.
CREATE UNIQUE INDEX parcel_of ON parcel.purchase (of, id);

CREATE TABLE staff (
  id integer PRIMARY KEY,
  name text NOT NULL,
  boss_id integer
);
CREATE INDEX ON staff (boss_id);

CREATE TABLE sensor (
  id integer PRIMARY KEY,
  place text NOT NULL
);

-- Rows move between partitions when the day of a reading is corrected.
CREATE TABLE reading (
  sensor_id integer NOT NULL,
  day date NOT NULL,
  value numeric NOT NULL,
  note text,
  PRIMARY KEY (sensor_id, day)
) PARTITION BY RANGE (day);
CREATE TABLE reading_early PARTITION OF reading FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
CREATE TABLE reading_late (note text, value numeric NOT NULL, day date NOT NULL,
  sensor_id integer NOT NULL, PRIMARY KEY (sensor_id, day));
ALTER TABLE reading ATTACH PARTITION reading_late FOR VALUES FROM ('2024-01-01') TO (MAXVALUE);

CREATE VIEW priced_line AS
  SELECT l.purchase_id, l.line, p.title, l.units * p.price AS amount, p.category_id
  FROM purchase_line AS l JOIN product AS p ON p.id = l.product_id;
