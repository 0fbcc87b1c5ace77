CREATE TABLE customers (
  id bigint PRIMARY KEY,
  full_name text NOT NULL,
  note text
);
CREATE TABLE logins (id bigint PRIMARY KEY, customer bigint REFERENCES customers);
CREATE TABLE seen (id bigint PRIMARY KEY, customer bigint REFERENCES customers);
