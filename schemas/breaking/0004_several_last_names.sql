-- Some people have several last names. From inside accounts the new name looks harmless; it breaks
-- what accounts shares. No migrations folder holds this file: put it into db/accounts, run
-- `rejotc check`, and see what it breaks.
ALTER TABLE users RENAME COLUMN last_name TO last_names;
