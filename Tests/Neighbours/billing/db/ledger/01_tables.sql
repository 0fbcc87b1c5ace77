CREATE TABLE entry (
  invoice_id bigint PRIMARY KEY,
  total numeric(12, 2) NOT NULL,
  is_settled boolean NOT NULL
);
