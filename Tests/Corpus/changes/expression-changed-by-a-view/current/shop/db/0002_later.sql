CREATE OR REPLACE VIEW people AS SELECT id, name || '' AS name, nick FROM customers;
