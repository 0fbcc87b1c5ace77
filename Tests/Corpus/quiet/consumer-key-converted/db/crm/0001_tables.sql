CREATE TABLE customers (
  id bigint PRIMARY KEY,
  full_name text NOT NULL,
  note text
);
CREATE TABLE badges (id integer PRIMARY KEY, word varchar(80) UNIQUE NOT NULL, code char(4) UNIQUE NOT NULL, owner text);
