ALTER TABLE customers ALTER COLUMN visits TYPE smallint;
