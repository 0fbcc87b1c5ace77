CREATE OR REPLACE VIEW people AS SELECT id, name, upper(nick) AS nick FROM customers;
