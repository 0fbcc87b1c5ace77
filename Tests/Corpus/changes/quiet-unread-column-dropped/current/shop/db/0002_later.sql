ALTER TABLE customers DROP COLUMN note, ALTER COLUMN seen TYPE timestamptz;
