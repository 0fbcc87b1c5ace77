-- People and companies that buy. A user may act for several of them.
CREATE TYPE customer_tier AS ENUM ('standard', 'silver', 'gold');

CREATE TABLE customers (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id bigint NOT NULL REFERENCES users,
  contact_name text NOT NULL,
  email text NOT NULL,
  tier customer_tier NOT NULL DEFAULT 'standard',
  credit_limit numeric(12,2) NOT NULL DEFAULT 0 CHECK (credit_limit >= 0),
  tags text[] NOT NULL DEFAULT '{}',
  registered_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX customers_user_id ON customers (user_id);
