CREATE TYPE tier AS ENUM ('standard', 'gold');
CREATE TABLE customers (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  tier tier NOT NULL
);
CREATE TABLE bounced (
  address text PRIMARY KEY
);
