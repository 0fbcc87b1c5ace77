-- Somebody's notes.
CREATE TABLE t (id int);
