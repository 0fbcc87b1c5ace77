CREATE TABLE customers (
  id bigint PRIMARY KEY,
  full_name text NOT NULL,
  note text
);
CREATE UNIQUE INDEX lowered ON customers (lower(full_name));
