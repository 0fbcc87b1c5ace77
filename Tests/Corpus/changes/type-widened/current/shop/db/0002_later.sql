ALTER TABLE customers ALTER COLUMN code TYPE varchar(20), ALTER COLUMN visits TYPE bigint;
