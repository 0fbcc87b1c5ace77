CREATE TABLE customers (
  id bigint PRIMARY KEY,
  full_name text NOT NULL,
  note text
);
CREATE UNLOGGED TABLE names (id bigint PRIMARY KEY, name text NOT NULL);
