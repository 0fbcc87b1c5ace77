CREATE TABLE users (id bigint PRIMARY KEY, first_name text, firstname text, "FirstName2" text, contract text, _id text);
