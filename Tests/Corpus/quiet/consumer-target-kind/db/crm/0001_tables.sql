CREATE TABLE customers (
  id bigint PRIMARY KEY,
  full_name text NOT NULL,
  note text
);
CREATE VIEW open_names AS SELECT id, full_name FROM customers WHERE note IS NULL;
CREATE VIEW joined AS SELECT DISTINCT id, full_name FROM customers;
CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER through INSTEAD OF UPDATE ON joined FOR EACH ROW EXECUTE FUNCTION pass();
CREATE TABLE parts (id bigint PRIMARY KEY, name text) PARTITION BY RANGE (id);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (1000000);
