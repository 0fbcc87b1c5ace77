CREATE TYPE tier AS ENUM ('standard', 'gold');
CREATE TABLE customers (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  nick text,
  code varchar(10),
  tier tier,
  credit numeric(10,2),
  visits integer
);
