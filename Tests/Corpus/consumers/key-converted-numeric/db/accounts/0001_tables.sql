CREATE TABLE sums (total numeric(10,0) PRIMARY KEY, name text NOT NULL);
