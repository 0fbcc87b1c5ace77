CREATE TABLE invoices (id bigint PRIMARY KEY, customer text NOT NULL, note text);
