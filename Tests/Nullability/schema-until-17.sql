-- Up to PostgreSQL 17 a child may drop the NOT NULL that it inherited.
ALTER TABLE parents ADD COLUMN word text NOT NULL DEFAULT '';
ALTER TABLE children ALTER word DROP NOT NULL;
