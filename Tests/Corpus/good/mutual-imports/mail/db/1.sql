CREATE TABLE readers (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  tier text
);
CREATE TABLE bounces (
  address text PRIMARY KEY,
  reason text
);
