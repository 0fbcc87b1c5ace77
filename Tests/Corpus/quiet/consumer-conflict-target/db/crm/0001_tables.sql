CREATE TABLE customers (id bigint PRIMARY KEY, full_name text NOT NULL, note text, CONSTRAINT once UNIQUE (full_name, id));
CREATE UNIQUE INDEX noted ON customers (full_name) WHERE note IS NOT NULL;
CREATE UNIQUE INDEX lowered ON customers (lower(full_name) COLLATE "C");
