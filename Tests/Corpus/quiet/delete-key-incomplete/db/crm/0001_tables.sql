CREATE TABLE visits (who bigint, day date, PRIMARY KEY (who, day));
