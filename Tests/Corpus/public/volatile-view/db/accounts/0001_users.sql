CREATE TABLE users (
  id bigint PRIMARY KEY,
  email text NOT NULL UNIQUE,
  first_name text NOT NULL,
  last_name text,
  nickname varchar(40) UNIQUE
);
CREATE VIEW tickets AS SELECT id, random() AS ticket FROM users;
CREATE VIEW owners AS SELECT id, ticket FROM tickets;
