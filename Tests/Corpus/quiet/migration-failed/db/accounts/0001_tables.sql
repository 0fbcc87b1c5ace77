-- Notices and warnings are no failures.
DROP TABLE IF EXISTS users;
DO 'BEGIN RAISE WARNING ''careful''; END';
CREATE TABLE users (
  id bigint PRIMARY KEY,
  email text NOT NULL UNIQUE,
  first_name text NOT NULL,
  last_name text,
  nickname varchar(40) UNIQUE
);
