CREATE TABLE customers (
  id bigint PRIMARY KEY,
  full_name text NOT NULL,
  note text
);
CREATE MATERIALIZED VIEW names AS SELECT id, full_name FROM customers;
