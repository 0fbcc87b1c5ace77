CREATE TABLE replicated_users (
  id bigint PRIMARY KEY,
  full_name text NOT NULL
);
