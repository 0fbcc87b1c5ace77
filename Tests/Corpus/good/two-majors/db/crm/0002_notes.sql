CREATE TABLE notes (customer_id bigint PRIMARY KEY, note text);
