CREATE TABLE users (
  id bigint PRIMARY KEY,
  email text NOT NULL UNIQUE,
  first_name text NOT NULL,
  last_name text,
  nickname varchar(40) UNIQUE
);
CREATE TABLE addresses (user_id bigint PRIMARY KEY REFERENCES users, city text NOT NULL, street text NOT NULL);
