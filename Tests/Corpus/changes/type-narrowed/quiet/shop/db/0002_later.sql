ALTER TABLE customers ALTER COLUMN seen TYPE timestamp(3);
