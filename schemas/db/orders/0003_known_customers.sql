-- Who orders were placed by: a copy of what accounts shares, kept for invoices.
CREATE TABLE known_customers (
  id uuid PRIMARY KEY,
  display_name text NOT NULL,
  email text NOT NULL,
  -- Text, so that accounts can add a tier without a migration here.
  tier text NOT NULL
);
