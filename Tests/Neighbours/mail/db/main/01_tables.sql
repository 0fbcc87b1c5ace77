CREATE TABLE letter (
  invoice_id bigint PRIMARY KEY,
  subject text NOT NULL,
  state text NOT NULL CHECK (state <> 'void')
);

CREATE TABLE bounce (
  address text PRIMARY KEY,
  reason text,
  seen_at timestamptz NOT NULL DEFAULT now()
);
