CREATE TABLE customers (
  id bigint PRIMARY KEY,
  full_name text NOT NULL,
  note text
);
