CREATE TYPE invoice_state AS ENUM ('open', 'paid', 'void');

CREATE TABLE invoice (
  id bigint PRIMARY KEY,
  customer text NOT NULL,
  total numeric(12, 2) NOT NULL,
  state invoice_state NOT NULL DEFAULT 'open',
  note text
);

CREATE TABLE bounced_address (
  address text PRIMARY KEY,
  reason text
);
