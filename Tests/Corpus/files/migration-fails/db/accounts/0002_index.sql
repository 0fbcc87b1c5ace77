-- Look-ups by name.
CREATE INDEX users_by_name
  ON users (surname);
