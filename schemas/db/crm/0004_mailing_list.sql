-- Who may be written to, kept by what accounts shares: whoever unsubscribes is gone from here.
CREATE TABLE mailing_list (
  customer_id uuid PRIMARY KEY,
  email text NOT NULL,
  salutation text NOT NULL,
  birth_month integer,
  interests text NOT NULL
);
