CREATE TABLE customers (id bigint PRIMARY KEY, full_name text NOT NULL, loud text GENERATED ALWAYS AS (upper(full_name)) STORED);
