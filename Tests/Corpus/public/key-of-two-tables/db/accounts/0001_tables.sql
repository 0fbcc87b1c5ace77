CREATE TABLE users (
  id bigint PRIMARY KEY,
  email text NOT NULL UNIQUE,
  boss bigint,
  country text NOT NULL
);
CREATE TABLE addresses (id bigint PRIMARY KEY, user_id bigint NOT NULL, city text NOT NULL);
CREATE TABLE logins (user_id bigint NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (user_id, at));
CREATE TABLE settings (name text PRIMARY KEY, value text NOT NULL);
CREATE TABLE holidays (day date PRIMARY KEY, country text);
CREATE VIEW people AS
  SELECT u.id, u.email, count(l.at) AS logins
  FROM users u LEFT JOIN logins l ON l.user_id = u.id GROUP BY u.id;
