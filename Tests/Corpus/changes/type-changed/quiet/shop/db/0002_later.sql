ALTER TABLE customers ALTER COLUMN seen TYPE timestamptz;
