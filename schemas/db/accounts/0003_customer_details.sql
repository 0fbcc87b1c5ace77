-- Companies, birthdays and what a customer wishes to hear from us.
ALTER TABLE customers
  ADD COLUMN company text,
  ADD COLUMN birthday date,
  ADD COLUMN newsletter boolean NOT NULL DEFAULT false,
  ADD COLUMN preferences jsonb NOT NULL DEFAULT '{}',
  -- Kept here: no contract reads it.
  ADD COLUMN risk_note text;
