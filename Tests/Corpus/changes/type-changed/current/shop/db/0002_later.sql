ALTER TABLE customers ALTER COLUMN credit TYPE numeric(10,3);
