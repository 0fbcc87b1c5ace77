CREATE DOMAIN given AS text NOT NULL;
CREATE TABLE customers (id bigint PRIMARY KEY, full_name given, note text);
