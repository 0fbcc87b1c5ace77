CREATE SCHEMA archive;
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE TABLE regions (id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE customers (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  code varchar(8) NOT NULL UNIQUE,
  region_id int REFERENCES regions,
  boss_id bigint
);
CREATE TABLE orders (
  id bigint PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers,
  status text NOT NULL,
  total numeric(10, 2) NOT NULL
);
CREATE TABLE archive.orders (id bigint PRIMARY KEY, "customer id" int NOT NULL);
CREATE TABLE products (id int PRIMARY KEY, price numeric(10, 2) NOT NULL, rank positive NOT NULL);
CREATE TABLE lines (
  order_id bigint REFERENCES orders,
  no int,
  product_id int NOT NULL REFERENCES products,
  qty int NOT NULL,
  PRIMARY KEY (order_id, no)
);
CREATE TABLE visits (id bigint, day date, customer_id bigint NOT NULL, PRIMARY KEY (id, day))
  PARTITION BY RANGE (day);
CREATE TABLE visits_2026 PARTITION OF visits FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE notes (
  id bigint PRIMARY KEY,
  subject text NOT NULL,
  reference text NOT NULL,
  customer_code text NOT NULL GENERATED ALWAYS AS (split_part(reference, '/', 1)) STORED
);
CREATE VIEW spending AS
  SELECT o.customer_id, sum(l.qty * p.price) AS spent
  FROM orders o JOIN lines l ON l.order_id = o.id JOIN products p ON p.id = l.product_id
  GROUP BY o.customer_id;
