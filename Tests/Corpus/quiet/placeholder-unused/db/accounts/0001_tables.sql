CREATE TABLE visits (user_id bigint, day date, PRIMARY KEY (user_id, day));
