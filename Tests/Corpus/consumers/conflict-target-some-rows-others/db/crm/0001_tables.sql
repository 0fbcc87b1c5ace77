CREATE TABLE customers (
  id bigint PRIMARY KEY,
  full_name text NOT NULL,
  note text
);
CREATE UNIQUE INDEX active ON customers (full_name) WHERE note IS NOT NULL;
