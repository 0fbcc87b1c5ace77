CREATE TABLE customers (
  id bigint PRIMARY KEY,
  full_name text NOT NULL,
  note text
);
CREATE VIEW names AS SELECT DISTINCT id, full_name FROM customers;
