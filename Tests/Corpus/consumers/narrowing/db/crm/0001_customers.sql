CREATE TABLE customers (
  id bigint PRIMARY KEY,
  full_name varchar(20) NOT NULL,
  note text
);
