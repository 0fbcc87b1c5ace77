CREATE OR REPLACE VIEW people AS SELECT id, name, nick FROM customers WHERE visits > 0;
