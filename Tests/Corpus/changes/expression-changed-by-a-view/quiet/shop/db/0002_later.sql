CREATE OR REPLACE VIEW people AS SELECT id, name, lower(nick) AS nick FROM customers;
