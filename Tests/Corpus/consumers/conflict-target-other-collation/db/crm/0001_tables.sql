CREATE TABLE customers (
  id bigint PRIMARY KEY,
  full_name text NOT NULL,
  note text
);
CREATE UNIQUE INDEX bytes ON customers (full_name COLLATE "C");
