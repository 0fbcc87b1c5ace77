CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, full_name text NOT NULL, loud text GENERATED ALWAYS AS (upper(full_name)) STORED);
