CREATE TABLE customers (
  id bigint PRIMARY KEY DEFERRABLE,
  full_name text NOT NULL,
  note text
);
