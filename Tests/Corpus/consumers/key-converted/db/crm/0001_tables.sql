CREATE TABLE customers (
  id bigint PRIMARY KEY,
  full_name text NOT NULL,
  note text
);
CREATE TABLE badges (code char(12) PRIMARY KEY, owner text NOT NULL);
