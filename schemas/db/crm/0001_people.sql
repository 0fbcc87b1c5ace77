-- What accounts shares.
CREATE TABLE replicated_users (
  id bigint PRIMARY KEY,
  full_name text NOT NULL
);

CREATE TYPE customer_tier AS ENUM ('standard', 'silver', 'gold');

CREATE TABLE customers (
  id uuid PRIMARY KEY,
  display_name text NOT NULL,
  email text NOT NULL,
  tier customer_tier NOT NULL,
  credit_limit numeric(12,2) NOT NULL,
  tags text[] NOT NULL,
  preferences jsonb NOT NULL,
  newsletter boolean NOT NULL,
  birthday date,
  registered_at timestamptz NOT NULL,
  -- Filled in by the sales team, not by any contract.
  account_manager text
);
