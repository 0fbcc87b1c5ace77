SELECT id, name, nick FROM named;
SELECT id, name FROM stored;
SELECT table_name FROM information_schema.tables;
SELECT relname, relkind FROM pg_class;
